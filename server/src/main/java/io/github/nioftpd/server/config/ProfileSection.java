package io.github.nioftpd.server.config;

import io.github.nioftpd.config.Compatibility;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of a user, a group or a user source. Settings that are not given are empty. */
public record ProfileSection(
    @Key(
            "Home directory: a directory or URI. {user} is replaced by the user "
                + "name. A relative path is relative to this file.")
        Optional<Location> home,
    @Key(
            "Settings of the home's backend, such as region or endpoint; they "
                + "override those in the URI.")
        Map<String, Setting> settings,
    @Key(
            "What happens if the home directory does not exist: create it, or "
                + "refuse the login (default).")
        Optional<MissingHome> missingHome,
    @Key("Other locations mounted below the home directory.") List<MountSection> mounts,
    @Key("Working directory after login; default: /.") Optional<String> start,
    @Key("Permissions; default: read-only.") Optional<PermissionSet> permissions,
    @Key("Directories with different permissions.") List<DirectorySection> directories,
    @Key(
            value =
                "Connections that must use TLS: control covers logins, data covers " + "transfers.")
        Optional<ListenerSection.Required> require,
    @Key("Workarounds for the user's clients, in addition to those of the " + "listener.")
        List<Compatibility> compatibility,
    @Key("Limits of this user.") AccountSection limits,
    @Key("Messages to the user.") MessagesSection messages,
    @Key("Last day on which the user can log in (GMT).") Optional<LocalDate> expires) {

  /** The action for a missing home directory. */
  public enum MissingHome {
    /** The login is refused. */
    REFUSE,
    /** The directory is created. */
    CREATE
  }

  /** Something else in a directory. */
  public record DirectorySection(
      @Key("Path of the directory as the user sees it, such as /incoming.") String path,
      @Key(value = "Applies the permissions to the directories below as well.", otherwise = "true")
          boolean recursive,
      @Key("Permissions in this directory.") PermissionSet permissions) {}

  /** Texts of replies to a user. */
  public record MessagesSection(
      @Key("Text of the reply to a login; default: 'Login successful.'") Optional<String> greeting,
      @Key("Text of the reply to QUIT; default: 'Goodbye.'") Optional<String> farewell) {

    /** The usual replies. */
    public static final MessagesSection NONE =
        new MessagesSection(Optional.empty(), Optional.empty());
  }

  /**
   * The same with another home.
   *
   * @param location where it is
   * @return a new value
   */
  public ProfileSection home(Location location) {
    return new ProfileSection(
        Optional.of(location),
        settings,
        missingHome,
        mounts,
        start,
        permissions,
        directories,
        require,
        compatibility,
        limits,
        messages,
        expires);
  }

  /**
   * The same with the words of another where this says nothing. Settings are taken one by one: a
   * group may name the store, and each user the keys.
   *
   * @param other for example a group
   * @return a new value
   */
  public ProfileSection or(ProfileSection other) {
    return new ProfileSection(
        home.or(other::home),
        isElsewhere(other) ? settings : merged(settings, other.settings),
        missingHome.or(other::missingHome),
        mounts.isEmpty() ? other.mounts : mounts,
        start.or(other::start),
        permissions.or(other::permissions),
        directories.isEmpty() ? other.directories : directories,
        require.or(other::require),
        compatibility.isEmpty() ? other.compatibility : compatibility,
        limits.or(other.limits),
        new MessagesSection(
            messages.greeting.or(other.messages::greeting),
            messages.farewell.or(other.messages::farewell)),
        expires.or(other::expires));
  }

  /** The settings for one backend are none for another. */
  private boolean isElsewhere(ProfileSection other) {
    return home.isPresent()
        && other.home.isPresent()
        && !home.get().scheme().equals(other.home.get().scheme());
  }

  private static Map<String, Setting> merged(
      Map<String, Setting> first, Map<String, Setting> second) {
    Map<String, Setting> merged = new LinkedHashMap<>(first);
    second.forEach(merged::putIfAbsent);
    return merged;
  }
}
