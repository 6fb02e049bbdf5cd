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
    @Key("Where clients come in; by default 127.0.0.1:2121 without TLS.")
        List<ListenerSection> listeners,
    @Key("The certificate, and how TLS is spoken.") TlsSection tls,
    @Key("Who may log in: a section for each name.") Map<String, UserSection> users,
    @Key("What several users have in common: a section for each name of a group.")
        Map<String, ProfileSection> groups,
    @Key("Lets everyone in who says 'anonymous', with any password. Without this key nobody is.")
        Optional<AnonymousSection> anonymous,
    @Key("Lets in whom a directory server knows.") Optional<LdapSection> ldap,
    @Key("Lets in users of the operating system.") Optional<PamSection> pam,
    @Key(
            value =
                "Who is asked about a login, of those that are set up above, one after the other.",
            otherwise = "anonymous, users, ldap, pam")
        List<Source> authenticators,
    @Key("The bounds of the server.") LimitsSection limits,
    @Key("Who may connect.") AddressesSection addresses,
    @Key("Passive data connections.") PassiveSection passive,
    @Key("What data connections are allowed.") DataSection data,
    @Key("How files are shown and written.") FilesSection files,
    @Key("Where uploads are counted.") QuotaSection quota,
    @Key("Who is told what happens, and asked before it does.") EventsSection events,
    @Key(value = "The greeting of a client that connects.", otherwise = Configuration.BANNER)
        String banner,
    @Key("What is logged, how and where; by default text on the standard error.")
        List<LogSection> log,
    @Key("The file that holds the number of the process while it runs.") Optional<Path> pidFile,
    @Key("The socket by which 'nioftpd reload' speaks to the server.")
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

  /** Puts in what holds when nothing is said. */
  public Configuration {
    listeners = listeners.isEmpty() ? List.of(ListenerSection.at(LOCAL)) : List.copyOf(listeners);
    log = log.isEmpty() ? List.of(LogSection.DEFAULT) : List.copyOf(log);
  }

  /**
   * A user with all that the groups give.
   *
   * @param name a name of {@code users}
   * @return what holds for the user
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
