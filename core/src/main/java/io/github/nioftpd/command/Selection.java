package io.github.nioftpd.command;

import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.listing.Glob;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.PathArgument;
import io.github.nioftpd.session.Session;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The entries that LIST, NLST or STAT asks for.
 *
 * @param path the file or directory; for a wildcard, the directory it is searched in
 * @param glob the wildcard, if there is one
 * @param written the path as the client wrote it; for a wildcard, its directory
 * @param switches those of ls
 */
record Selection(Path path, Optional<Glob> glob, String written, Switches switches) {

  /** Takes an argument apart: switches and a path, or a path that looks like switches. */
  static Optional<PathArgument> parse(Session session, String argument) throws IOException {
    Switches switches = Switches.parse(argument);
    if (switches.unusual() >= 0) {
      String name = argument.substring(switches.unusual());
      if (session.mayList(name, LinkOption.NOFOLLOW_LINKS)) {
        String before = argument.substring(0, switches.unusual());
        return PathArgument.of(Switches.parse(before).letters(), name);
      }
    }
    return PathArgument.of(switches.letters(), switches.rest());
  }

  /** All entries of a directory. */
  static Selection all(Path directory) {
    return new Selection(directory, Optional.empty(), "", Switches.parse(""));
  }

  /** The selection of a call whose argument was taken apart by {@link #parse}. */
  static Selection of(Call call) throws IOException {
    String name = call.name();
    Path path = call.path();
    Switches switches = new Switches(call.option(), -1, name);
    int slash = name.lastIndexOf('/');
    Optional<Glob> glob = Glob.of(name.substring(slash + 1));
    Path directory = path.getParent();
    return glob.isEmpty() || directory == null || Presence.exists(path, LinkOption.NOFOLLOW_LINKS)
        ? new Selection(path, Optional.empty(), name, switches)
        : new Selection(directory, glob, name.substring(0, slash + 1), switches);
  }

  /** Whether the path itself is asked for, be it a directory. */
  boolean isItself() {
    return switches.directory() && glob.isEmpty();
  }

  /** Whether the directories below are asked for, too. */
  boolean isRecursive() {
    return switches.recursive() && glob.isEmpty();
  }

  /** Whether an entry of the directory is asked for. */
  boolean includes(Path entry) {
    if (glob.isEmpty()) {
      return true;
    }
    String name = String.valueOf(entry.getFileName());
    boolean shown = switches.all() || !name.startsWith(".") || glob.get().beginsWithDot();
    return shown && glob.get().matches(name);
  }

  /**
   * The name by which the client can ask for an entry of a wildcard or for the path itself (RFC
   * 1123 section 4.1.2.7); entries of a directory have bare names.
   */
  String name(Path entry) {
    if (entry.equals(path)) {
      return written.isEmpty() ? "." : written;
    }
    String name = String.valueOf(entry.getFileName());
    return glob.isPresent() ? written + name : name;
  }
}
