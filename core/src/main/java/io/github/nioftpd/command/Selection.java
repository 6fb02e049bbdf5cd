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

  static Selection of(Session session, String argument) throws IOException {
    Matcher switches = SWITCHES.matcher(argument);
    boolean recursive = false;
    int end = 0;
    while (switches.region(end, argument.length()).lookingAt()) {
      recursive |= switches.group(1).indexOf('R') >= 0;
      end = switches.end();
    }
    String name = argument.substring(end);
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
