package io.github.nioftpd.server.config;

import io.github.nioftpd.server.system.PamSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Users of the operating system. */
public record PamSection(
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
    @Key(value = "What files of an acting user are not permitted.", otherwise = "022") Umask umask,
    @Inline ProfileSection profile) {

  /** Says what makes no sense. */
  public PamSection {
    PamSettings unused = settings(service, allowed, rejected);
  }

  private static PamSettings settings(String service, List<String> allowed, List<String> rejected) {
    PamSettings usual = PamSettings.DEFAULT;
    return new PamSettings(
        service,
        Set.copyOf(allowed),
        Set.copyOf(rejected),
        usual.rejectedFile(),
        usual.shellRequired(),
        usual.acting(),
        usual.umask());
  }

  /** The settings that the section says. */
  public PamSettings settings() {
    PamSettings who = settings(service, allowed, rejected);
    return new PamSettings(
        who.service(),
        who.allowed(),
        who.rejected(),
        Optional.of(rejectedFile),
        shellRequired,
        acting,
        umask.bits());
  }
}
