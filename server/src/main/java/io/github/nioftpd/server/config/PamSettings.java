package io.github.nioftpd.server.config;

import java.nio.file.Path;
import java.util.List;

/** Which users of the operating system may log in, and how their files are opened. */
public record PamSettings(
    @Key(value = "The service whose rules in /etc/pam.d decide.", otherwise = "nioftpd")
        String service,
    @Key("The only users who may log in; by default all that are not rejected.")
        List<String> allowed,
    @Key("Users who may not log in; root never may.") List<String> rejected,
    @Key(
            value = "A file of more names that may not, one a line; it need not exist.",
            otherwise = "/etc/ftpusers")
        Path rejectedFile,
    @Key(value = "Whether the user's shell has to stand in /etc/shells.", otherwise = "true")
        boolean shellRequired,
    @Key(
            value =
                "Whether files are touched with the ids of the user, which takes Linux and root.",
            otherwise = "true")
        boolean acting,
    @Key(value = "What files of an acting user are not permitted.", otherwise = "022")
        Umask umask) {

  /** Checks the name of the service, which is that of a file. */
  public PamSettings {
    if (!service.matches("[a-z0-9][a-z0-9_.-]*")) {
      throw new IllegalArgumentException(
          "a service of PAM is named like its file in /etc/pam.d, such as nioftpd, not " + service);
    }
  }
}
