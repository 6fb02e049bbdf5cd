package io.github.nioftpd.server.probe;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.Location;
import io.github.nioftpd.server.config.MountSection;
import io.github.nioftpd.server.config.PermissionSet;
import io.github.nioftpd.server.config.ProfileSection;
import io.github.nioftpd.server.config.ProfileSection.MissingHome;
import io.github.nioftpd.server.config.Setting;
import io.github.nioftpd.server.config.binding.Problems;
import io.github.nioftpd.server.homes.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that need the machine on which the server runs: missing directories and programs, and
 * homes and mounts that cannot be opened. Of places that differ by the name of the user alone, the
 * first is opened; one that cannot be reached is a warning, since the server starts all the same.
 * Used by one thread.
 */
public final class MachineChecks {

  private final Configuration configuration;
  private final Problems problems;
  private final Optional<ProbeReport> probe;
  private final Set<List<Object>> opened = new HashSet<>();

  private MachineChecks(
      Configuration configuration, Problems problems, Optional<ProbeReport> probe) {
    this.configuration = configuration;
    this.problems = problems;
    this.probe = probe;
  }

  /**
   * Checks a configuration on this machine.
   *
   * @param problems receives mistakes and warnings
   * @param probe probes each location that is opened, if present
   */
  public static void check(
      Configuration configuration, Problems problems, Optional<ProbeReport> probe) {
    MachineChecks checks = new MachineChecks(configuration, problems, probe);
    checks.directories();
    checks.programs();
    configuration
        .users()
        .forEach(
            (name, user) -> {
              if (configuration.groups().keySet().containsAll(user.groups())) {
                checks.profile("users." + name, name, configuration.profile(name));
              }
            });
    configuration
        .anonymous()
        .ifPresent(who -> checks.profile("anonymous", "anonymous", who.profile()));
  }

  private void directories() {
    for (int i = 0; i < configuration.log().size(); i++) {
      parent("log[" + i + "].file", configuration.log().get(i).file());
    }
    parent("quota.database", configuration.quota().database());
    parent("control-socket", configuration.controlSocket());
    parent("pid-file", configuration.pidFile());
    configuration
        .events()
        .outbox()
        .filter(outbox -> !Files.isDirectory(outbox)) // it is made at the start
        .ifPresent(outbox -> parent("events.outbox", Optional.of(outbox)));
  }

  private void parent(String key, Optional<Path> file) {
    file.filter(path -> !Files.exists(path))
        .map(Path::toAbsolutePath)
        .map(Path::getParent)
        .ifPresent(directory -> directory(key, directory));
  }

  private void directory(String key, Path directory) {
    if (!Files.isDirectory(directory)) {
      problems.add(
          key,
          Files.exists(directory)
              ? directory + " is not a directory"
              : "the directory " + directory + " does not exist");
    } else if (!Files.isWritable(directory)) {
      problems.add(key, "the directory " + directory + " is not writable by this user");
    }
  }

  private void programs() {
    for (int i = 0; i < configuration.events().programs().size(); i++) {
      List<String> command = configuration.events().programs().get(i).command();
      if (!command.isEmpty() && !command.getFirst().isBlank() && !isProgram(command.getFirst())) {
        problems.add(
            "events.programs[" + i + "].command",
            command.getFirst() + " does not exist, or this user cannot execute it");
      }
    }
  }

  private static boolean isProgram(String name) {
    Stream<Path> places =
        name.contains("/")
            ? Stream.of(Path.of(name))
            : Stream.of(
                    String.valueOf(System.getenv("PATH"))
                        .split(System.getProperty("path.separator")))
                .map(directory -> Path.of(directory, name));
    return places.anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
  }

  private void profile(String key, String user, ProfileSection profile) {
    boolean makes = profile.missingHome().orElse(MissingHome.REFUSE) == MissingHome.CREATE;
    boolean writes =
        changes(profile.permissions())
            || profile.directories().stream()
                .anyMatch(directory -> changes(Optional.of(directory.permissions())));
    profile
        .home()
        .ifPresent(
            home -> open(key + ".home", user, new Place(home, profile.settings(), makes, writes)));
    for (int i = 0; i < profile.mounts().size(); i++) {
      MountSection mount = profile.mounts().get(i);
      boolean made = mount.missing().orElse(MissingHome.REFUSE) == MissingHome.CREATE;
      boolean changed =
          !mount.readOnly()
              && (mount.permissions().isEmpty() ? writes : changes(mount.permissions()));
      open(
          key + ".mounts[" + i + "]",
          user,
          new Place(mount.location(), mount.settings(), made, changed));
    }
  }

  private static boolean changes(Optional<PermissionSet> allowed) {
    return allowed.stream()
        .flatMap(each -> each.permissions().stream())
        .anyMatch(Permission::changes);
  }

  /**
   * Where files are.
   *
   * @param makes whether it is created if it is missing
   * @param writes whether its users may change anything
   */
  private record Place(
      Location location, Map<String, Setting> settings, boolean makes, boolean writes) {}

  private void open(String key, String user, Place place) {
    boolean local = place.location.scheme().equals("file");
    boolean known = place.location.isKnownAtLogin();
    boolean first =
        opened.add(
            List.of(place.location.template(), place.settings, probe.isPresent() && place.writes));
    if (known || (local && place.makes)) {
      probe.ifPresent(
          report -> report.skip(key, known ? "known only at login" : "created at login"));
      return;
    }
    boolean there = !local || !place.settings.isEmpty() || look(key, user, place.location);
    if (there && first && (!local || !place.settings.isEmpty() || probe.isPresent())) {
      open(key, user, place.location, place.settings, !place.writes);
    }
  }

  /** Whether a directory is there, as far as that can be seen. */
  private boolean look(String key, String user, Location location) {
    try {
      Path home = Locations.directory(location.of(user));
      if (!Files.isDirectory(home)) {
        String why = home + (Files.exists(home) ? " is not a directory" : " does not exist");
        problems.warn(key, why);
        probe.ifPresent(report -> report.fail(key, why));
        return false;
      }
      return true;
    } catch (IllegalArgumentException e) {
      problems.add(key, String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void open(
      String key, String user, Location location, Map<String, Setting> given, boolean readOnly) {
    try {
      Map<String, String> settings =
          given.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().of(user)));
      try (Locations.Served served = Locations.tryOut(location.of(user), settings)) {
        probe.ifPresent(
            report -> report.probe(key + ": " + served.description(), served, readOnly));
      }
    } catch (IllegalArgumentException e) {
      problems.add(key, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      problems.warn(key, String.valueOf(e.getMessage()));
      probe.ifPresent(report -> report.fail(key, String.valueOf(e.getMessage())));
    }
  }
}
