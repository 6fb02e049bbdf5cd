package io.github.nioftpd.server.config.binding;

import io.github.nioftpd.fs.mount.MountedFileSystem;
import io.github.nioftpd.server.config.MountSection;
import io.github.nioftpd.server.config.Setting;
import java.nio.file.Path;
import java.util.List;

/** Checks of the mounts of a user, group or user source. */
final class MountChecks {

  private final Problems problems;

  MountChecks(Problems problems) {
    this.problems = problems;
  }

  /** Checks the mounts of a user, a group or a user source. */
  void check(String key, List<MountSection> mounts) {
    if (mounts.isEmpty()) {
      return; // a start without mounts need not load their classes
    }
    MountedFileSystem.Builder tree = MountedFileSystem.builder().mount("/", Path.of(""));
    for (int i = 0; i < mounts.size(); i++) {
      MountSection mount = mounts.get(i);
      String at = key + ".mounts[" + i + "]";
      try {
        if (mount.path().matches("/+")) {
          throw new IllegalArgumentException("\"/\" is the home directory itself; set it in home");
        }
        tree.mount(mount.path(), Path.of(""));
      } catch (IllegalArgumentException e) {
        problems.add(at + ".path", String.valueOf(e.getMessage()));
      }
      mount
          .settings()
          .forEach(
              (name, setting) -> {
                if (setting.betrays(name)) {
                  problems.add(at + ".settings." + name, Setting.BETRAYED);
                }
              });
    }
  }

  /** Checks the mounts of a user whose name is known. */
  void check(String key, String user, List<MountSection> mounts) {
    for (MountSection mount : mounts) {
      if (mount.location().isKnownAtLogin()) {
        problems.add(
            key,
            "the mount " + mount.path() + " uses {home}, which only users of ldap and pam have");
        continue;
      }
      try {
        mount.location().of(user);
        mount.settings().values().forEach(setting -> setting.of(user));
      } catch (IllegalArgumentException e) {
        problems.add(
            key,
            "the mount "
                + mount.path()
                + " contains {user}, and this user name cannot be part of a path or setting; choose"
                + " another name");
      }
    }
  }
}
