package io.github.nioftpd.server.system;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Which users of the system may log in, and how they are served. Root never may.
 *
 * @param service the service whose rules in {@code /etc/pam.d} decide, such as {@code nioftpd}
 * @param allowed the only users who may log in; empty for all that are not rejected
 * @param rejected users who may not
 * @param rejectedFile a file of more such names, one a line, as {@code /etc/ftpusers}; it need not
 *     exist
 * @param shellRequired whether a user's shell has to stand in {@code /etc/shells}
 * @param acting whether files are touched with the ids of the user, which takes Linux and root
 * @param umask the permissions that files of an acting user do not get, 0 to 0777
 */
public record PamSettings(
    String service,
    Set<String> allowed,
    Set<String> rejected,
    Optional<Path> rejectedFile,
    boolean shellRequired,
    boolean acting,
    int umask) {

  /** All users with a shell who are not in {@code /etc/ftpusers}, each with his own ids. */
  public static final PamSettings DEFAULT =
      new PamSettings(
          "nioftpd", Set.of(), Set.of(), Optional.of(Path.of("/etc/ftpusers")), true, true, 0022);

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one makes no sense; the message is one sentence
   */
  public PamSettings {
    allowed = Set.copyOf(allowed);
    rejected = Set.copyOf(rejected);
    if (!service.matches("[a-z0-9][a-z0-9_.-]*")) {
      throw new IllegalArgumentException(
          "a service of PAM is named like its file in /etc/pam.d, such as nioftpd, not " + service);
    }
    if (umask < 0 || umask > 0777) {
      throw new IllegalArgumentException("a umask is 0 to 0777");
    }
  }
}
