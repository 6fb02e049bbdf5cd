package io.github.nioftpd.server.config;

import io.github.nioftpd.auth.Permissions;
import io.github.nioftpd.server.events.Notice;
import io.github.nioftpd.server.password.PasswordHash;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What cannot be seen at one key alone. */
final class Checks {

  private final Configuration configuration;
  private final Problems problems;

  private Checks(Configuration configuration, Problems problems) {
    this.configuration = configuration;
    this.problems = problems;
  }

  static void check(Configuration configuration, Problems problems) {
    Checks checks = new Checks(configuration, problems);
    checks.listeners();
    configuration.users().forEach(checks::user);
    configuration.groups().forEach((name, group) -> checks.profile("groups." + name, group));
    configuration.anonymous().ifPresent(checks::anonymous);
    checks.passive();
    checks.events();
    checks.ban();
    checks.somebody();
  }

  private void listeners() {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < configuration.listeners().size(); i++) {
      ListenerSection listener = configuration.listeners().get(i);
      if (listener.address().getPort() != 0 && !seen.add(listener.address())) {
        problems.add("listeners[" + i + "].address", "is the address of another listener, too");
      }
    }
  }

  private void user(String name, UserSection user) {
    String key = "users." + name;
    if (name.isBlank()) {
      problems.add(key, "the name of a user is empty");
    }
    for (int i = 0; i < user.groups().size(); i++) {
      String group = user.groups().get(i);
      if (!configuration.groups().containsKey(group)) {
        String hint = Nearest.hint(group, configuration.groups().keySet());
        problems.add(
            key + ".groups[" + i + "]",
            "there is no group " + group + (hint.isEmpty() ? "" : "; " + hint));
        return;
      }
    }
    password(key, user);
    profile(key, user.profile());
    home(key, name, configuration.profile(name));
  }

  private void password(String key, UserSection user) {
    if (user.password().isEmpty() && user.certificate().isEmpty()) {
      if (problems.has(key + ".password") || problems.has(key + ".certificate")) {
        return; // it is there and wrong, which has been said
      }
      problems.add(key + ".password", "is missing; 'nioftpd password' makes one");
      return;
    }
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
    if (problems.has(key + ".home") && profile.home().isEmpty()) {
      return; // it is there and wrong, which has been said
    }
    if (profile.home().isEmpty()) {
      problems.add(
          key + ".home",
          "is missing, here and in the groups; it is a location such as /srv/ftp/{user}");
      return;
    }
    try {
      profile.home().get().of(user);
    } catch (IllegalArgumentException e) {
      problems.add(
          key, "the home is a directory of this name, which cannot be: choose another name");
    }
  }

  private void profile(String key, ProfileSection profile) {
    profile
        .start()
        .filter(start -> !start.startsWith("/"))
        .ifPresent(
            start ->
                problems.add(
                    key + ".start", "\"" + start + "\" does not begin with /, as in /incoming"));
    for (int i = 0; i < profile.directories().size(); i++) {
      ProfileSection.DirectorySection rule = profile.directories().get(i);
      try {
        Permissions.of(Set.of()).override(rule.path(), rule.recursive(), Set.of());
      } catch (IllegalArgumentException e) {
        problems.add(key + ".directories[" + i + "].path", String.valueOf(e.getMessage()));
      }
    }
    if (profile.limits().ratioCredit().isPresent() && profile.limits().ratio().isEmpty()) {
      problems.add(key + ".limits.ratio-credit", "needs a ratio beside it, such as ratio: 1:3");
    }
  }

  private void ban() {
    configuration
        .limits()
        .ban()
        .ifPresent(
            ban -> {
              positive("limits.ban.within", ban.within());
              positive("limits.ban.duration", ban.duration());
            });
  }

  private void anonymous(AnonymousSection anonymous) {
    profile("anonymous", anonymous.profile());
    home("anonymous", "anonymous", anonymous.profile());
    for (String user : configuration.users().keySet()) {
      if (anonymous.names().stream().anyMatch(user::equalsIgnoreCase)) {
        problems.add("users." + user, "is one of the names of anonymous; choose another");
      }
    }
  }

  private void passive() {
    configuration
        .passive()
        .address()
        .filter(address -> address.isBlank() || address.contains(":"))
        .ifPresent(
            address ->
                problems.add(
                    "passive.address",
                    "\"" + address + "\" is not a host name or an IPv4 address, as PASV needs"));
  }

  private void events() {
    List<EventsSection.ProgramSection> programs = configuration.events().programs();
    for (int i = 0; i < programs.size(); i++) {
      String key = "events.programs[" + i + "]";
      if (programs.get(i).command().isEmpty() || programs.get(i).command().getFirst().isBlank()) {
        problems.add(
            key + ".command", "names no program; such as [/usr/local/bin/scan, \"{path}\"]");
      }
      names(key, programs.get(i).events());
      positive(key + ".timeout", programs.get(i).timeout());
    }
    configuration
        .events()
        .webhooks()
        .forEach(
            (name, webhook) -> {
              String key = "events.webhooks." + name;
              if (!name.matches("[A-Za-z0-9-]{1,40}")) {
                problems.add(key, "the name of a webhook has 1 to 40 letters, digits and hyphens");
              }
              names(key, webhook.events());
              positive(key + ".timeout", webhook.timeout());
              positive(key + ".keep", webhook.keep());
            });
  }

  private void positive(String key, Duration time) {
    if (time.isZero()) {
      problems.add(key, "is more than 0, such as 10s");
    }
  }

  private void names(String key, List<String> events) {
    List<String> known = Stream.concat(Notice.NAMES.stream(), Notice.QUESTIONS.stream()).toList();
    if (events.isEmpty()) {
      problems.add(key + ".events", "names no event; there are " + String.join(", ", known));
    }
    for (int i = 0; i < events.size(); i++) {
      if (!known.contains(events.get(i))) {
        String hint = Nearest.hint(events.get(i), known);
        problems.add(
            key + ".events[" + i + "]",
            "there is no event "
                + events.get(i)
                + "; "
                + (hint.isEmpty() ? "there are " + String.join(", ", known) : hint));
      }
    }
  }

  private void somebody() {
    Map<String, UserSection> users = configuration.users();
    if (users.isEmpty() && configuration.anonymous().isEmpty()) {
      problems.add("users", "nobody could log in; give users, or anonymous");
    }
  }
}
