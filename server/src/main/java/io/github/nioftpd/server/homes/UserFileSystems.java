package io.github.nioftpd.server.homes;

import io.github.nioftpd.fs.mount.Mount;
import io.github.nioftpd.fs.mount.MountedFileSystem;
import io.github.nioftpd.fs.mount.Opener;
import io.github.nioftpd.server.config.FileErrors;
import io.github.nioftpd.server.config.FilesSection;
import io.github.nioftpd.server.config.MountSection;
import io.github.nioftpd.server.config.ProfileSection;
import io.github.nioftpd.server.config.ProfileSection.MissingHome;
import io.github.nioftpd.server.config.Setting;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Opens the root of a user: a home directory and its mounts. The home is opened at the login, which
 * fails with it; a mount when it is used, and again when that failed. Safe for use by several
 * threads.
 */
public final class UserFileSystems {

  private final Homes homes;
  private final FilesSection files;

  public UserFileSystems(Homes homes, FilesSection files) {
    this.homes = homes;
    this.files = files;
  }

  /**
   * The user that logs in.
   *
   * @param name the name
   * @param home the home directory that the user source reports, or empty
   * @param acting how the user touches a home and local mounts
   */
  public record Visitor(String name, String home, UnaryOperator<FileSystem> acting) {}

  /** Opens the files of a user. The reason of a failure goes only to the log. */
  public FileSystem open(Visitor who, ProfileSection profile) throws IOException {
    try {
      return profile.mounts().isEmpty() ? enter(who, profile) : tree(who, profile);
    } catch (IOException | IllegalArgumentException e) {
      homes.leave();
      String reason =
          e instanceof FileSystemException of ? FileErrors.sentence(of) : e.getMessage();
      throw new IOException(
          "cannot open the home directory of user " + who.name + ": " + reason, e);
    }
  }

  /**
   * Opens all locations of a user for this thread, which stays in them.
   *
   * @return the locations by their path
   * @throws IllegalArgumentException when one of them is wrong
   * @throws IOException when one of them cannot be opened
   */
  public Map<String, Locations.Served> hold(String name, ProfileSection profile)
      throws IOException {
    Visitor who = new Visitor(name, "", UnaryOperator.identity());
    Map<String, Locations.Served> held = new LinkedHashMap<>();
    held.put("/", homes.hold(home(who, profile)));
    for (MountSection mount : profile.mounts()) {
      held.put(mount.path(), homes.hold(key(who, mount)));
    }
    return held;
  }

  private HomeKey home(Visitor who, ProfileSection profile) {
    return key(
        who,
        profile.home().orElseThrow().of(who.name, who.home),
        profile.settings(),
        Optional.empty());
  }

  private HomeKey key(Visitor who, MountSection mount) {
    return key(
        who, mount.location().of(who.name, who.home), mount.settings(), mount.atomicUploads());
  }

  private HomeKey key(
      Visitor who, String location, Map<String, Setting> given, Optional<Boolean> atomicUploads) {
    Map<String, String> settings = settings(location, atomicUploads);
    settings.putAll(Locations.query(location));
    given.forEach((key, value) -> settings.put(key, value.of(who.name)));
    settings.putAll(Locations.ofUser(who.name, location, settings));
    return new HomeKey(location, settings);
  }

  private FileSystem enter(Visitor who, ProfileSection profile) throws IOException {
    HomeKey home = home(who, profile);
    if (profile.missingHome().orElse(MissingHome.REFUSE) == MissingHome.CREATE) {
      make(home.location());
    }
    return who.acting.apply(homes.enter(home));
  }

  private FileSystem tree(Visitor who, ProfileSection profile) throws IOException {
    MountedFileSystem.Builder tree = MountedFileSystem.builder();
    if (profile.home().isPresent()) {
      tree.mount("/", enter(who, profile).getPath("/"));
    } else {
      homes.leave();
    }
    for (MountSection section : profile.mounts()) {
      Mount mount = Mount.opened(opener(who, section));
      tree.mount(section.path(), section.readOnly() ? mount.readOnly() : mount);
    }
    return tree.build();
  }

  private Opener opener(Visitor who, MountSection section) {
    HomeKey key = key(who, section);
    String location = key.location();
    Opener opener = homes.enterToo(key);
    boolean makes = section.missing().orElse(MissingHome.REFUSE) == MissingHome.CREATE;
    return () -> {
      if (makes) {
        make(location);
      }
      FileSystem opened = opener.open().getFileSystem();
      return (isLocal(location) ? who.acting.apply(opened) : opened).getPath("/");
    };
  }

  private static void make(String location) throws IOException {
    if (isLocal(location)) {
      Files.createDirectories(Locations.directory(location));
    }
  }

  private static boolean isLocal(String location) {
    return Locations.scheme(location).equals("file");
  }

  private static String setting(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Map<String, String> settings(String location, Optional<Boolean> atomicUploads) {
    Map<String, String> settings = new HashMap<>();
    if (isLocal(location)) {
      settings.put("symlinks", setting(files.symlinks()));
      settings.put("sync", setting(files.sync()));
    }
    if (atomicUploads.isPresent()) {
      settings.put("atomic-uploads", String.valueOf(atomicUploads.get()));
    } else if (files.atomicUploads()
        && (isLocal(location) || Locations.scheme(location).equals("s3"))) {
      settings.put("atomic-uploads", "true");
    }
    return settings;
  }
}
