package io.github.nioftpd.server.config.binding;

import io.github.nioftpd.auth.PermissionRules;
import io.github.nioftpd.server.config.AnonymousSection;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.Configuration.Source;
import io.github.nioftpd.server.config.LdapSection;
import io.github.nioftpd.server.config.ListenerSection.Mode;
import io.github.nioftpd.server.config.ListenerSection.Required;
import io.github.nioftpd.server.config.Location;
import io.github.nioftpd.server.config.ProfileSection;
import io.github.nioftpd.server.config.Setting;
import io.github.nioftpd.server.config.UserSection;
import io.github.nioftpd.server.password.PasswordHash;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks of users, groups and user sources that depend on several keys. */
final class UserChecks {

  private static final String NO_HOME = "expected a location such as /srv/ftp/{user}";

  private final Configuration configuration;
  private final Problems problems;

  private UserChecks(Configuration configuration, Problems problems) {
    this.configuration = configuration;
    this.problems = problems;
  }

  static void check(Configuration configuration, Problems problems) {
    UserChecks checks = new UserChecks(configuration, problems);
    configuration.users().forEach(checks::user);
    configuration.groups().forEach((name, group) -> checks.profile("groups." + name, group));
    configuration.anonymous().ifPresent(checks::anonymous);
    configuration.ldap().ifPresent(checks::ldap);
    configuration.pam().ifPresent(pam -> checks.source("pam", Source.PAM, pam.profile()));
    checks.somebody();
  }

  private void user(String name, UserSection user) {
    String key = "users." + name;
    if (name.isBlank()) {
      problems.add(key, "the user name is empty");
    }
    for (int i = 0; i < user.groups().size(); i++) {
      String group = user.groups().get(i);
      if (!configuration.groups().containsKey(group)) {
        String hint = Suggestion.hint(group, configuration.groups().keySet());
        problems.add(
            key + ".groups[" + i + "]",
            "unknown group " + group + (hint.isEmpty() ? "" : "; " + hint));
        return;
      }
    }
    password(key, user);
    profile(key, user.profile());
    home(key, name, configuration.profile(name));
  }

  private void password(String key, UserSection user) {
    boolean without = user.password().isEmpty() && user.certificate().isEmpty();
    boolean wrong = problems.has(key + ".password") || problems.has(key + ".certificate");
    if (without && !wrong) {
      problems.add(
          key + ".password", "required key is missing; create a hash with 'nioftpd password'");
    }
    user.certificate()
        .filter(which -> which.subject().isEmpty() && which.fingerprint().isEmpty())
        .ifPresent(which -> problems.add(key + ".certificate", "needs a subject or a fingerprint"));
    user.password()
        .ifPresent(
            secret -> {
              try {
                PasswordHash.parse(secret.value());
              } catch (IllegalArgumentException e) {
                problems.add(key + ".password", String.valueOf(e.getMessage()));
              }
            });
  }

  private void home(String key, String user, ProfileSection profile) {
    new MountChecks(problems).check(key, user, profile.mounts());
    Optional<Location> home = profile.home();
    if (home.isEmpty()) {
      if (profile.mounts().isEmpty() && !problems.has(key + ".home")) {
        problems.add(key + ".home", "required key is missing here and in the groups; " + NO_HOME);
      }
      return;
    }
    if (home.get().isKnownAtLogin()) {
      problems.add(key + ".home", "{home} is known only for users of ldap and pam; " + NO_HOME);
      return;
    }
    try {
      home.get().of(user);
    } catch (IllegalArgumentException e) {
      problems.add(
          key,
          "home contains {user}, and this user name cannot be a directory name; choose another"
              + " name");
    }
    try {
      profile.settings().values().forEach(setting -> setting.of(user));
    } catch (IllegalArgumentException e) {
      problems.add(
          key,
          "a setting of the home contains {user}, and this user name has characters other than"
              + " letters, digits and ._@-");
    }
  }

  private void profile(String key, ProfileSection profile) {
    profile
        .start()
        .filter(start -> !start.startsWith("/"))
        .ifPresent(
            start ->
                problems.add(
                    key + ".start", "\"" + start + "\" is not an absolute path such as /incoming"));
    for (int i = 0; i < profile.directories().size(); i++) {
      ProfileSection.DirectorySection rule = profile.directories().get(i);
      try {
        PermissionRules.of(Set.of()).override(rule.path(), rule.recursive(), Set.of());
      } catch (IllegalArgumentException e) {
        problems.add(key + ".directories[" + i + "].path", String.valueOf(e.getMessage()));
      }
    }
    profile
        .settings()
        .forEach(
            (name, setting) -> {
              if (setting.betrays(name)) {
                problems.add(key + ".settings." + name, Setting.BETRAYED);
              }
            });
    new MountChecks(problems).check(key, profile.mounts());
    boolean noTls = configuration.listeners().stream().allMatch(each -> each.tls() == Mode.OFF);
    if (noTls && profile.require().filter(which -> which != Required.NONE).isPresent()) {
      problems.add(
          key + ".require", "cannot be met, because no listener has tls: explicit or implicit");
    }
    if (profile.limits().ratioCredit().isPresent() && profile.limits().ratio().isEmpty()) {
      problems.add(key + ".limits.ratio-credit", "needs the key ratio as well, such as ratio: 1:3");
    }
  }

  private void anonymous(AnonymousSection anonymous) {
    source("anonymous", Source.ANONYMOUS, anonymous.profile());
    home("anonymous", "anonymous", anonymous.profile());
    for (String user : configuration.users().keySet()) {
      if (anonymous.names().stream().anyMatch(user::equalsIgnoreCase)) {
        problems.add("users." + user, "is also a name for anonymous login; choose another name");
      }
    }
  }

  private void ldap(LdapSection ldap) {
    source("ldap", Source.LDAP, ldap.profile());
    if (ldap.profile().home().isEmpty() && !problems.has("ldap.home")) {
      problems.add("ldap.home", "required key is missing; " + NO_HOME);
    }
  }

  private void source(String key, Source source, ProfileSection profile) {
    profile(key, profile);
    if (!configuration.authenticators().contains(source)) {
      problems.add(
          "authenticators",
          "does not contain " + key + ", which is configured; add it or remove that section");
    }
  }

  private void somebody() {
    boolean others =
        Stream.of(configuration.anonymous(), configuration.ldap(), configuration.pam())
            .anyMatch(Optional::isPresent);
    boolean wrong = Stream.of("anonymous", "ldap", "pam").anyMatch(problems::has);
    if (configuration.users().isEmpty() && !others && !wrong) {
      problems.add("users", "no user can log in; add users, anonymous, ldap or pam");
    } else if (!configuration.users().isEmpty()
        && !configuration.authenticators().contains(Source.USERS)) {
      problems.add("authenticators", "does not contain users, which are configured; add it");
    }
  }
}
