package io.github.nioftpd.server.ldap;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.server.config.LdapSettings;
import io.github.nioftpd.server.config.LdapSettings.SearchSection;
import io.github.nioftpd.server.config.Secret;
import io.github.nioftpd.server.ldap.LdapConnection.Entry;
import io.github.nioftpd.server.users.AccountFactory;
import io.github.nioftpd.server.users.BlockingCalls;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authenticates users of a directory server with a bind under the user's name. Safe for use by
 * several threads.
 */
public final class LdapAuthenticator implements Authenticator {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  /** The maximum number of concurrent queries; others wait. */
  private static final int MOST = 32;

  private final LdapSettings settings;
  private final AccountFactory accounts;
  private final BlockingCalls calls = new BlockingCalls("nioftpd-ldap-", MOST);

  /**
   * Creates an authenticator; nothing is sent before the first login.
   *
   * @param settings how users are found
   * @param accounts creates their accounts
   */
  public LdapAuthenticator(LdapSettings settings, AccountFactory accounts) {
    this.settings = settings;
    this.accounts = accounts;
  }

  @Override
  public Optional<Account> authenticate(Credentials credentials) throws IOException {
    if (!(credentials instanceof Credentials.Password login)
        || login.password().isEmpty()
        || !Escaped.isName(login.user())) {
      return Optional.empty();
    }
    Optional<Entry> entry = calls.call(() -> proved(login));
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> attributes = new HashMap<>();
    Optional<String> home = settings.attributes().home();
    if (home.isPresent()) {
      values(entry.get(), home.get()).stream()
          .findFirst()
          .ifPresent(text -> attributes.put(AccountFactory.HOME, text));
    }
    Optional<String> name = name(entry.get(), login.user());
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(accounts.account(name.get(), attributes));
  }

  private Optional<Entry> proved(Credentials.Password login) throws IOException {
    try (LdapConnection connection = LdapConnection.open(settings)) {
      return settings.search().isPresent()
          ? search(connection, settings.search().get(), login)
          : direct(connection, settings.entry().orElseThrow(), login);
    }
  }

  private Optional<Entry> direct(
      LdapConnection connection, String template, Credentials.Password login) throws IOException {
    String name = template.replace("{user}", Escaped.inName(login.user()));
    if (!connection.bind(name, login.password())) {
      return Optional.empty();
    }
    Optional<Entry> entry = connection.read(name, wanted());
    if (entry.isEmpty()) {
      LOG.warn("login refused: the directory server does not allow {} to read its own entry", name);
      return Optional.empty();
    }
    return isInGroup(connection, name, login.user()) ? entry : Optional.empty();
  }

  private Optional<Entry> search(
      LdapConnection connection, SearchSection search, Credentials.Password login)
      throws IOException {
    if (search.account().isPresent()
        && !connection.bind(
            search.account().get(), search.password().map(Secret::value).orElse(""))) {
      throw new IOException("the directory server rejected the name or password of search.account");
    }
    String filter = Escaped.filled(search.filter(), Map.of("user", login.user()));
    List<Entry> found = connection.search(search.base(), filter, wanted());
    if (found.size() > 1) {
      LOG.warn("login refused: the search found more than one entry for the user name");
    }
    boolean single =
        found.size() == 1 && isInGroup(connection, found.getFirst().name(), login.user());
    // a bind is tried without an entry, too, so that time does not disclose which users exist
    String name = single ? found.getFirst().name() : "cn=nobody," + search.base();
    return connection.bind(name, login.password()) && single
        ? Optional.of(found.getFirst())
        : Optional.empty();
  }

  private boolean isInGroup(LdapConnection connection, String name, String user)
      throws IOException {
    if (settings.groups().isEmpty()) {
      return true;
    }
    LdapSettings.GroupsSection groups = settings.groups().get();
    String filter = Escaped.filled(groups.filter(), Map.of("user", user, "dn", name));
    return !connection.search(groups.base(), filter, "1.1").isEmpty();
  }

  private String[] wanted() {
    List<String> names =
        Stream.of(settings.attributes().name(), settings.attributes().home())
            .flatMap(Optional::stream)
            .toList();
    return names.isEmpty() ? new String[] {"1.1"} : names.toArray(String[]::new);
  }

  /** The name of the user as spelled in the directory, among its other names. */
  private Optional<String> name(Entry entry, String given) throws IOException {
    if (settings.attributes().name().isEmpty()) {
      return Optional.of(given);
    }
    String attribute = settings.attributes().name().get();
    List<String> names = values(entry, attribute).stream().filter(Escaped::isName).toList();
    if (names.isEmpty()) {
      LOG.warn(
          "login refused: entry {} has no attribute {} with the user name",
          entry.name(),
          attribute);
    }
    return names.stream()
        .filter(name -> name.equalsIgnoreCase(given.strip()))
        .findFirst()
        .or(() -> names.stream().findFirst());
  }

  private static List<String> values(Entry entry, String attribute) throws IOException {
    @Nullable Attribute values = entry.attributes().get(attribute);
    if (values == null) {
      return List.of();
    }
    try {
      return Collections.list(values.getAll()).stream()
          .filter(String.class::isInstance)
          .map(String.class::cast)
          .toList();
    } catch (NamingException e) {
      throw new IOException("cannot read an attribute of a directory entry", e);
    }
  }
}
