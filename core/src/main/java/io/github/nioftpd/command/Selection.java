package io.github.nioftpd.command;

import io.github.nioftpd.listing.Glob;
import io.github.nioftpd.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What LIST or NLST asks for: switches of {@code ls} that many clients send, and a path whose last
 * name may be a wildcard.
 *
 * @param path the file or directory; for a wildcard, the directory it is searched in
 * @param glob the wildcard, if there is one
 * @param prefix what stands before the names a wildcard finds, as the client wrote it
 * @param recursive whether the directories below are wanted, too
 */
record Selection(Path path, Optional<Glob> glob, String prefix, boolean recursive) {

  /** Words of switches, each of them a few letters: a file called -x is asked for as ./-x. */
  private static final Pattern SWITCHES = Pattern.compile("-([aAlLrRtTSF1]{1,10})(?: +|$)");

  /** Where the path begins, after all switches. */
  private static int start(String argument) {
    Matcher switches = SWITCHES.matcher(argument);
    int end = 0;
    while (switches.region(end, argument.length()).lookingAt()) {
      end = switches.end();
    }
    return end;
  }

  /** The path in an argument, for the check of permissions. */
  static Optional<String> path(String argument) {
    return Optional.of(argument.substring(start(argument)));
  }

  static Selection of(Session session, String argument) throws IOException {
    int start = start(argument);
    boolean recursive = argument.substring(0, start).indexOf('R') >= 0;
    String name = argument.substring(start);
    Path path = session.resolve(name);
    int slash = name.lastIndexOf('/');
    Optional<Glob> glob = Glob.of(name.substring(slash + 1));
    if (glob.isEmpty() || Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return new Selection(path, Optional.empty(), "", recursive);
    }
    String directory = name.substring(0, slash + 1);
    return new Selection(session.resolve(directory), glob, directory, false);
  }

  /** Whether an entry of the directory is asked for. */
  boolean includes(Path entry) {
    return glob.isEmpty() || glob.get().matches(String.valueOf(entry.getFileName()));
  }
}
