package io.github.nioftpd.server.config;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a configuration file says. The components of this record, and of those within it, are
 * the keys of the file.
 */
public record Configuration(
    @Key("Addresses to listen on; default: 127.0.0.1:2121 without TLS.")
        List<ListenerSection> listeners,
    @Key("Certificates, protocol versions and cipher suites for TLS.") TlsSection tls,
    @Key("Users who can log in, one section per name.") Map<String, UserSection> users,
    @Key("Settings shared by several users, one section per group name.")
        Map<String, ProfileSection> groups,
    @Key("Allows anonymous login with any password. Disabled unless this " + "section is present.")
        Optional<AnonymousSection> anonymous,
    @Key("Users of a directory server (LDAP). Disabled unless this section is " + "present.")
        Optional<LdapSection> ldap,
    @Key("Users of the operating system (PAM). Disabled unless this section " + "is present.")
        Optional<PamSection> pam,
    @Key(
            value = "Order in which the user sources above are tried at a login.",
            otherwise = "anonymous, users, ldap, pam")
        List<Source> authenticators,
    @Key("Limits of the server.") LimitsSection limits,
    @Key("Client networks that are allowed or denied.") AddressesSection addresses,
    @Key("Passive data connections.") PassiveSection passive,
    @Key("Restrictions of data connections.") DataSection data,
    @Key("Names, times, symbolic links and writing of files.") FilesSection files,
    @Key("Storage of the quota usage.") QuotaSection quota,
    @Key("Programs and webhooks that are notified of events, or consulted " + "before an action.")
        EventsSection events,
    @Key("Faults on demand, for tests of clients. None unless this section is present.")
        FaultsSection faults,
    @Key(value = "Greeting sent to clients that connect.", otherwise = Configuration.BANNER)
        String banner,
    @Key("Log outputs; default: text on standard error.") List<LogSection> log,
    @Key("File that contains the process ID while the server runs.") Optional<Path> pidFile,
    @Key("Unix socket through which 'nioftpd reload' contacts the server.")
        Optional<Path> controlSocket) {

  /** The greeting of a file that has none. */
  public static final String BANNER = "nioftpd ready.";

  /** Where users are known from. */
  public enum Source {
    /** The names that need no password. */
    ANONYMOUS,
    /** This file. */
    USERS,
    /** A directory server. */
    LDAP,
    /** The operating system. */
    PAM
  }

  private static final InetSocketAddress LOCAL =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 2121);

  /** Fills in the defaults. */
  public Configuration {
    listeners = listeners.isEmpty() ? List.of(ListenerSection.at(LOCAL)) : List.copyOf(listeners);
    log = log.isEmpty() ? List.of(LogSection.DEFAULT) : List.copyOf(log);
  }

  /**
   * A user with all that the groups give.
   *
   * @param name a name of {@code users}
   * @return the effective settings of the user
   */
  public ProfileSection profile(String name) {
    UserSection user = requireNonNull(users.get(name));
    ProfileSection profile = user.profile();
    for (String group : user.groups()) {
      profile = profile.or(requireNonNull(groups.get(group)));
    }
    return profile;
  }
}
