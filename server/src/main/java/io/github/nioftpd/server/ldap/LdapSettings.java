package io.github.nioftpd.server.ldap;

import io.github.nioftpd.server.ldap.LdapSettings.Lookup.Search;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * How users are found and proved by a directory server.
 *
 * @param servers where it is, {@code ldap://host:389} or {@code ldaps://host:636}; the next is
 *     asked when one does not answer
 * @param encryption what protects the passwords on the way
 * @param trust a PEM file with the certificates of authorities to trust; empty for those the JDK
 *     trusts
 * @param lookup how a name leads to an entry
 * @param groups a search that must find something for a user; empty for none
 * @param attributes what else is read from the entry
 * @param timeout how long a server may take for a login, from connecting to its last answer
 */
public record LdapSettings(
    List<URI> servers,
    Encryption encryption,
    Optional<Path> trust,
    Lookup lookup,
    Optional<Groups> groups,
    Attributes attributes,
    Duration timeout) {

  /** How long the server may take when nothing else is said: five seconds. */
  public static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** What protects the passwords on the way to the server. */
  public enum Encryption {
    /** TLS: at once with {@code ldaps://}, else by StartTLS (RFC 4511 section 4.14). */
    REQUIRED,
    /** TLS, except with {@code ldap://} on this very machine. */
    UNLESS_LOCAL,
    /** With {@code ldap://}, none: whoever listens on the network reads the passwords. */
    PLAIN
  }

  /** How a name leads to an entry of the directory. */
  public sealed interface Lookup {

    /**
     * The name is a part of the entry's own name.
     *
     * @param template a distinguished name such as {@code uid={user},ou=people,dc=example,dc=org}
     */
    record Direct(String template) implements Lookup {}

    /**
     * The entry is searched for, and must be the only one.
     *
     * @param base where, with everything below, such as {@code ou=people,dc=example,dc=org}
     * @param filter which, such as {@code (&(objectClass=person)(uid={user}))} (RFC 4515)
     * @param account the name of an account that may search; empty to search without one
     * @param password its password; the {@code toString} of this record hides it
     */
    record Search(String base, String filter, String account, String password) implements Lookup {
      @Override
      public String toString() {
        return "Search[base=" + base + ", filter=" + filter + ", account=" + account + "]";
      }
    }
  }

  /**
   * A search for the groups of a user, of which there must be one.
   *
   * @param base where, with everything below
   * @param filter which, such as {@code (&(cn=ftp)(member={dn}))} or {@code (memberUid={user})}
   */
  public record Groups(String base, String filter) {}

  /**
   * The names of attributes that the account is made with.
   *
   * @param name the user's name as the account has it, such as {@code uid}, since the directory
   *     takes ALICE for alice; empty for what the client sent
   * @param home the home directory, such as {@code homeDirectory}; empty for none
   * @param display the full name, such as {@code cn}; empty for none
   */
  public record Attributes(String name, String home, String display) {
    /** None. */
    public static final Attributes NONE = new Attributes("", "", "");
  }

  private static final String USER = "{user}";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException when one makes no sense; the message is one sentence
   */
  public LdapSettings {
    servers = List.copyOf(servers);
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("a directory server is missing, such as ldaps://host");
    }
    servers.forEach(LdapSettings::check);
    switch (lookup) {
      case Lookup.Direct direct -> {
        require(direct.template().contains(USER), "the template of a name contains " + USER);
        name(direct.template().replace(USER, "x"));
      }
      case Search search -> {
        require(search.filter().contains(USER), "the filter of a search contains " + USER);
        filter(search.filter());
        name(search.base());
        name(search.account());
        require(
            search.account().isEmpty() == search.password().isEmpty(),
            "an account that searches has both a name and a password");
      }
    }
    groups.ifPresent(
        group -> {
          name(group.base());
          filter(group.filter());
          require(
              group.filter().contains(USER) || group.filter().contains("{dn}"),
              "the filter of groups contains {user} or {dn}");
        });
    require(timeout.toMillis() >= 1, "the time limit of a directory server is more than zero");
  }

  private static void check(URI server) {
    String scheme = String.valueOf(server.getScheme());
    boolean plain = server.getPath() == null || server.getPath().matches("/?");
    require(
        Set.of("ldap", "ldaps").contains(scheme) && server.getHost() != null && plain,
        "a directory server is written ldap://host or ldaps://host, with a port if it is another,"
            + " not "
            + server);
  }

  private static void name(String name) {
    try {
      LdapName unused = new LdapName(name);
    } catch (InvalidNameException e) {
      throw new IllegalArgumentException("this is not a distinguished name: " + name, e);
    }
  }

  private static void filter(String filter) {
    require(
        filter.startsWith("(") && filter.endsWith(")"),
        "a filter stands in parentheses, such as (uid={user}), not " + filter);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Whether the connection becomes encrypted by StartTLS. */
  boolean isStartTls(URI server) {
    return server.getScheme().equals("ldap")
        && switch (encryption) {
          case REQUIRED -> true;
          case UNLESS_LOCAL -> !isLocal(server);
          case PLAIN -> false;
        };
  }

  /** No name is looked up: who answers for it could be somebody else the next time. */
  private static boolean isLocal(URI server) {
    return Set.of("localhost", "127.0.0.1", "[::1]").contains(server.getHost());
  }
}
