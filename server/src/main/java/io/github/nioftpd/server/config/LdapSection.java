package io.github.nioftpd.server.config;

import io.github.nioftpd.server.ldap.LdapSettings;
import io.github.nioftpd.server.ldap.LdapSettings.Encryption;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Users whom a directory server knows. */
public record LdapSection(
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
        Duration timeout,
    @Inline ProfileSection profile) {

  /** Says what does not fit together. */
  public LdapSection {
    if (entry.isPresent() == search.isPresent()) {
      throw new IllegalArgumentException(
          "has either entry or search, which lead to a user's entry");
    }
    LdapSettings unused =
        new LdapSettings(
            servers.stream().map(URI::create).toList(),
            encryption,
            Optional.empty(),
            lookup(entry, search),
            groups.map(GroupsSection::settings),
            LdapSettings.Attributes.NONE,
            timeout);
  }

  /** How an entry is searched for. */
  public record SearchSection(
      @Key("Where, with everything below, such as ou=people,dc=example,dc=org.") String base,
      @Key("Which entry, such as (&(objectClass=person)(uid={user})).") String filter,
      @Key("The name of an account that may search; by default none.") Optional<String> account,
      @Key("Its password.") Optional<Secret> password) {}

  /** Which groups count. */
  public record GroupsSection(
      @Key("Where, with everything below.") String base,
      @Key("Which group, such as (&(cn=ftp)(member={dn})) or (memberUid={user}).") String filter) {

    LdapSettings.Groups settings() {
      return new LdapSettings.Groups(base, filter);
    }
  }

  /** The names of attributes. */
  public record AttributesSection(
      @Key("The user's name, such as uid; by default as the client sent it.") Optional<String> name,
      @Key("The home directory, such as homeDirectory, for {home} in home.")
          Optional<String> home) {}

  private static LdapSettings.Lookup lookup(
      Optional<String> entry, Optional<SearchSection> search) {
    return search
        .<LdapSettings.Lookup>map(
            how ->
                new LdapSettings.Lookup.Search(
                    how.base(),
                    how.filter(),
                    how.account().orElse(""),
                    how.password().map(Secret::value).orElse("")))
        .orElseGet(() -> new LdapSettings.Lookup.Direct(entry.orElse("")));
  }

  /** The settings that the section says. */
  public LdapSettings settings() {
    return new LdapSettings(
        servers.stream().map(URI::create).toList(),
        encryption,
        trust.map(ExistingFile::path),
        lookup(entry, search),
        groups.map(GroupsSection::settings),
        new LdapSettings.Attributes(attributes.name.orElse(""), attributes.home.orElse(""), ""),
        timeout);
  }
}
