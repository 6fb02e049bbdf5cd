package io.github.nioftpd.server.config;

import java.nio.file.Path;
import java.util.List;

/** Which users of the operating system may log in, and how their files are opened. */
public record PamSettings(
    @Key(value = "PAM service, the name of a file in /etc/pam.d.", otherwise = "nioftpd")
        String service,
    @Key("Users who can log in; default: all that are not rejected.") List<String> allowed,
    @Key("Users who cannot log in; root never can.") List<String> rejected,
    @Key(
            value =
                "File with further names of users who cannot log in, one per line; "
                    + "it may be missing.",
            otherwise = "/etc/ftpusers")
        Path rejectedFile,
    @Key(value = "Requires that the user's shell is listed in /etc/shells.", otherwise = "true")
        boolean shellRequired,
    @Key(
            value =
                "Accesses files with the user and group IDs of the user; requires "
                    + "Linux and root.",
            otherwise = "true")
        boolean acting,
    @Key(value = "Umask for new files and directories, with acting: true.", otherwise = "022")
        Umask umask) {

  /** Checks the name of the service, which is that of a file. */
  public PamSettings {
    if (!service.matches("[a-z0-9][a-z0-9_.-]*")) {
      throw new IllegalArgumentException(
          "service: \"" + service + "\" is not the name of a file in /etc/pam.d, such as nioftpd");
    }
  }
}
