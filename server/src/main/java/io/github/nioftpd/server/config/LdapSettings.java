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
    @Key(
            "Servers, as ldaps://host or ldap://host. The next one is used when "
                + "a server does not answer.")
        List<String> servers,
    @Key(
            value =
                "Encryption of the connection: always (ldap:// uses StartTLS), "
                    + "always except to this machine, or plain: none with ldap://.",
            otherwise = "unless-local")
        Encryption encryption,
    @Key("Certificate authorities to trust, in PEM; default: those of Java.")
        Optional<ExistingFile> trust,
    @Key(
            "Distinguished name of a user's entry, such as "
                + "uid={user},ou=people,dc=example,dc=org.")
        Optional<String> entry,
    @Key("Search for the entry of a user, instead of entry.") Optional<SearchSection> search,
    @Key("Search that must find a group of the user.") Optional<GroupsSection> groups,
    @Key("Attributes that are read from the entry.") AttributesSection attributes,
    @Key(
            value =
                "Time limit for a login, from connecting to the last answer of the " + "server.",
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
      @Key(
              "Base of the search, including everything below it, such as "
                  + "ou=people,dc=example,dc=org.")
          String base,
      @Key("Filter for the entry, such as (&(objectClass=person)(uid={user})).") String filter,
      @Key("Distinguished name of the account that searches; default: anonymous " + "search.")
          Optional<String> account,
      @Key("Password of that account.") Optional<Secret> password) {}

  /** A search for the groups of a user, which must find at least one. */
  public record GroupsSection(
      @Key("Base of the search, including everything below it.") String base,
      @Key("Filter for the group, such as (&(cn=ftp)(member={dn})) or " + "(memberUid={user}).")
          String filter) {}

  /** The attributes of an entry that an account takes over. */
  public record AttributesSection(
      @Key(
              "Attribute with the user name, such as uid; default: the name that "
                  + "the client sent.")
          Optional<String> name,
      @Key("Attribute with the home directory, such as homeDirectory; {home} " + "stands for it.")
          Optional<String> home) {}

  /** Checks what belongs together. */
  public LdapSettings {
    require(!servers.isEmpty(), "servers is empty; expected a URL such as ldaps://host");
    servers.forEach(LdapSettings::checkServer);
    require(
        entry.isPresent() != search.isPresent(),
        "exactly one of entry and search is required, to find the entry of a user");
    entry.ifPresent(
        template -> {
          require(template.contains(USER), "entry must contain " + USER);
          checkName(template.replace(USER, "x"));
        });
    search.ifPresent(LdapSettings::checkSearch);
    groups.ifPresent(
        group -> {
          checkName(group.base());
          checkFilter(group.filter());
          require(
              group.filter().contains(USER) || group.filter().contains("{dn}"),
              "groups.filter must contain {user} or {dn}");
        });
    require(timeout.toMillis() >= 1, "timeout must be greater than 0");
  }

  private static void checkServer(String text) {
    URI server = URI.create(text);
    boolean plain = server.getPath() == null || server.getPath().matches("/?");
    require(
        Set.of("ldap", "ldaps").contains(String.valueOf(server.getScheme()))
            && server.getHost() != null
            && plain,
        "servers: expected ldap://host or ldaps://host, with a port if needed," + " not " + server);
  }

  private static void checkSearch(SearchSection search) {
    require(search.filter().contains(USER), "search.filter must contain " + USER);
    checkFilter(search.filter());
    checkName(search.base());
    search.account().ifPresent(LdapSettings::checkName);
    require(
        search.account().isPresent() == search.password().isPresent(),
        "search.account and search.password belong together; one is missing");
  }

  private static void checkName(String name) {
    try {
      LdapName unused = new LdapName(name);
    } catch (InvalidNameException e) {
      throw new IllegalArgumentException("\"" + name + "\" is not a distinguished name", e);
    }
  }

  private static void checkFilter(String filter) {
    require(
        filter.startsWith("(") && filter.endsWith(")"),
        "\"" + filter + "\" is not a filter; expected parentheses, as in (uid={user})");
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
