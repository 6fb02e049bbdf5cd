package io.github.nioftpd.server.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** How users are looked up on a directory server and how their passwords are checked. */
public record LdapSettings(
    @Key("The servers, ldaps://host or ldap://host; the next is asked when one does not answer.")
        List<String> servers,
    @Key(
            value =
                "What protects passwords on the way: TLS always (ldap:// with StartTLS), except to"
                    + " this machine, or plain for none with ldap://.",
            otherwise = "unless-local")
        Encryption encryption,
    @Key("The authorities to trust, in PEM; by default those of Java.")
        Optional<ExistingFile> trust,
    @Key("The name of a user's entry, such as uid={user},ou=people,dc=example,dc=org.")
        Optional<String> entry,
    @Key("How the entry is searched for, instead.") Optional<SearchSection> search,
    @Key("A search that must find a group of the user.") Optional<GroupsSection> groups,
    @Key("What else is read from the entry.") AttributesSection attributes,
    @Key(
            value = "How long a server may take for a login, from connecting to its last answer.",
            otherwise = "5s")
        Duration timeout) {

  private static final String USER = "{user}";

  /** How the connection to the server is protected. */
  public enum Encryption {
    /** TLS: from the start with {@code ldaps://}, else by StartTLS (RFC 4511 section 4.14). */
    REQUIRED,
    /** TLS, except with {@code ldap://} to this machine. */
    UNLESS_LOCAL,
    /** No TLS with {@code ldap://}: passwords can be read on the network. */
    PLAIN
  }

  /** A search for the entry of a user, which must find exactly one. */
  public record SearchSection(
      @Key("Where, with everything below, such as ou=people,dc=example,dc=org.") String base,
      @Key("Which entry, such as (&(objectClass=person)(uid={user})).") String filter,
      @Key("The name of an account that may search; by default none.") Optional<String> account,
      @Key("Its password.") Optional<Secret> password) {}

  /** A search for the groups of a user, which must find at least one. */
  public record GroupsSection(
      @Key("Where, with everything below.") String base,
      @Key("Which group, such as (&(cn=ftp)(member={dn})) or (memberUid={user}).") String filter) {}

  /** The attributes of an entry that an account takes over. */
  public record AttributesSection(
      @Key("The user's name, such as uid; by default as the client sent it.") Optional<String> name,
      @Key("The home directory, such as homeDirectory, for {home} in home.")
          Optional<String> home) {}

  /** Checks what belongs together. */
  public LdapSettings {
    require(!servers.isEmpty(), "a directory server is missing, such as ldaps://host");
    servers.forEach(LdapSettings::checkServer);
    require(
        entry.isPresent() != search.isPresent(),
        "has either entry or search, which lead to a user's entry");
    entry.ifPresent(
        template -> {
          require(template.contains(USER), "the template of a name contains " + USER);
          checkName(template.replace(USER, "x"));
        });
    search.ifPresent(LdapSettings::checkSearch);
    groups.ifPresent(
        group -> {
          checkName(group.base());
          checkFilter(group.filter());
          require(
              group.filter().contains(USER) || group.filter().contains("{dn}"),
              "the filter of groups contains {user} or {dn}");
        });
    require(timeout.toMillis() >= 1, "the time limit of a directory server is more than zero");
  }

  private static void checkServer(String text) {
    URI server = URI.create(text);
    boolean plain = server.getPath() == null || server.getPath().matches("/?");
    require(
        Set.of("ldap", "ldaps").contains(String.valueOf(server.getScheme()))
            && server.getHost() != null
            && plain,
        "a directory server is written ldap://host or ldaps://host, with a port if it is another,"
            + " not "
            + server);
  }

  private static void checkSearch(SearchSection search) {
    require(search.filter().contains(USER), "the filter of a search contains " + USER);
    checkFilter(search.filter());
    checkName(search.base());
    search.account().ifPresent(LdapSettings::checkName);
    require(
        search.account().isPresent() == search.password().isPresent(),
        "an account that searches has both a name and a password");
  }

  private static void checkName(String name) {
    try {
      LdapName unused = new LdapName(name);
    } catch (InvalidNameException e) {
      throw new IllegalArgumentException("this is not a distinguished name: " + name, e);
    }
  }

  private static void checkFilter(String filter) {
    require(
        filter.startsWith("(") && filter.endsWith(")"),
        "a filter stands in parentheses, such as (uid={user}), not " + filter);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Whether StartTLS encrypts the connection to a server. */
  public boolean isStartTls(URI server) {
    return server.getScheme().equals("ldap")
        && switch (encryption) {
          case REQUIRED -> true;
          case UNLESS_LOCAL -> !isLocal(server);
          case PLAIN -> false;
        };
  }

  /** No name is resolved: another machine could answer for it the next time. */
  private static boolean isLocal(URI server) {
    return Set.of("localhost", "127.0.0.1", "[::1]").contains(server.getHost());
  }
}
