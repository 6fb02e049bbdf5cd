package io.github.nioftpd.server.config;

import io.github.nioftpd.config.Compatibility;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What holds for a user, a group, or those who log in as anonymous. What is not said is empty. */
public record ProfileSection(
    @Key(
            "The files of the user: a directory or a URI, with {user} where the name belongs."
                + " Relative to the directory of this file.")
        Optional<Location> home,
    @Key(
            "Settings of the backend of the home, such as region or endpoint; they win over those"
                + " in the location.")
        Map<String, Setting> settings,
    @Key("Whether a home that does not exist is made or the login refused; refuse by default.")
        Optional<MissingHome> missingHome,
    @Key("Other files that stand in the tree of the user.") List<MountSection> mounts,
    @Key("The directory in the home to begin in; / by default.") Optional<String> start,
    @Key("What may be done; read-only by default.") Optional<PermissionSet> permissions,
    @Key("Directories in which something else may be done.") List<DirectorySection> directories,
    @Key(value = "Which connections have to be under TLS.")
        Optional<ListenerSection.Required> require,
    @Key("What is tolerated of the user's clients, beside what the listener tolerates.")
        List<Compatibility> compatibility,
    @Key("Bounds of this user's own.") AccountSection limits,
    @Key("What is said to the user.") MessagesSection messages,
    @Key("The last day on which the user may log in (GMT).") Optional<LocalDate> expires) {

  /** What happens when a home does not exist. */
  public enum MissingHome {
    /** The login is refused. */
    REFUSE,
    /** It is made. */
    CREATE
  }

  /** Something else in a directory. */
  public record DirectorySection(
      @Key("The directory, from the home on, such as /incoming.") String path,
      @Key(value = "Whether it holds in the directories below, too.", otherwise = "true")
          boolean recursive,
      @Key("What may be done there.") PermissionSet permissions) {}

  /** What is said to a user. */
  public record MessagesSection(
      @Key("The reply to a login; 'Login successful.' by default.") Optional<String> greeting,
      @Key("The reply to QUIT; 'Goodbye.' by default.") Optional<String> farewell) {

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
