package io.github.nioftpd.server.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.server.config.ExistingFile;
import io.github.nioftpd.server.config.LdapSettings;
import io.github.nioftpd.server.config.LdapSettings.AttributesSection;
import io.github.nioftpd.server.config.LdapSettings.Encryption;
import io.github.nioftpd.server.config.LdapSettings.GroupsSection;
import io.github.nioftpd.server.config.LdapSettings.SearchSection;
import io.github.nioftpd.server.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins against a real OpenLDAP server. */
@DisplayName("LDAP: names with filter syntax, empty passwords")
@NeedsPrograms({"slapd", "openssl", "/etc/ldap/schema"})
final class LdapAuthenticatorTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final AttributesSection NONE =
      new AttributesSection(Optional.empty(), Optional.empty());

  private static final Lookup DIRECT = direct("uid={user},ou=people,dc=example,dc=org");
  private static final Lookup SEARCH =
      search(
          "ou=people,dc=example,dc=org",
          "(&(objectClass=posixAccount)(uid={user}))",
          Slapd.SERVICE,
          Slapd.SERVICE_PASSWORD);
  private static final GroupsSection MEMBERS =
      new GroupsSection("ou=groups,dc=example,dc=org", "(&(cn=ftp)(member={dn}))");

  private static Slapd slapd;

  /** The two ways to map a name to an entry. */
  private record Lookup(Optional<String> entry, Optional<SearchSection> search) {}

  private static Lookup direct(String entry) {
    return new Lookup(Optional.of(entry), Optional.empty());
  }

  private static Lookup search(String base, String filter, String account, String password) {
    return new Lookup(
        Optional.empty(),
        Optional.of(
            new SearchSection(
                base,
                filter,
                Optional.of(account).filter(text -> !text.isEmpty()),
                Optional.of(password)
                    .filter(text -> !text.isEmpty())
                    .map(text -> new Secret(text, "")))));
  }

  private final Map<String, String> seen = new HashMap<>();

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    slapd = new Slapd(directory);
  }

  @AfterAll
  static void stop() throws Exception {
    if (slapd != null) {
      slapd.close();
    }
  }

  static List<?> lookups() {
    return List.of(DIRECT, SEARCH);
  }

  private static LdapSettings settings(URI server, Encryption encryption, Lookup lookup) {
    return new LdapSettings(
        List.of(server.toString()),
        encryption,
        Optional.of(new ExistingFile(slapd.certificate())),
        lookup.entry(),
        lookup.search(),
        Optional.empty(),
        new AttributesSection(Optional.of("uid"), Optional.of("homeDirectory")),
        TIMEOUT);
  }

  private static LdapSettings plain(Lookup lookup) {
    return settings(slapd.plain(), Encryption.UNLESS_LOCAL, lookup);
  }

  private static LdapSettings grouped(Lookup lookup) {
    return new LdapSettings(
        List.of(slapd.plain().toString()),
        Encryption.UNLESS_LOCAL,
        Optional.empty(),
        lookup.entry(),
        lookup.search(),
        Optional.of(MEMBERS),
        NONE,
        TIMEOUT);
  }

  private Optional<Account> login(LdapSettings settings, String user, String password)
      throws IOException {
    return new LdapAuthenticator(settings, this::account)
        .authenticate(new Credentials.Password(user, password, InetAddress.getLoopbackAddress()));
  }

  private Account account(String name, Map<String, String> attributes) {
    seen.putAll(attributes);
    return Account.of(name, FileSystems.getDefault(), Permission.all());
  }

  @ParameterizedTest
  @MethodSource("lookups")
  void theRightPasswordLogsIn(Lookup lookup) throws IOException {
    assertThat(login(plain(lookup), "alice", "wonder land").orElseThrow().name())
        .isEqualTo("alice");
    assertThat(seen).containsExactlyInAnyOrderEntriesOf(Map.of("home", "/home/alice"));
    assertThat(login(plain(lookup), "jürgen", "pässwörd")).isPresent();
  }

  @ParameterizedTest
  @MethodSource("lookups")
  void aNameInAnotherCaseIsTheSameAccount(Lookup lookup) throws IOException {
    for (String given : List.of("ALICE", " alice", "alice ")) {
      assertThat(login(plain(lookup), given, "wonder land").orElseThrow().name())
          .isEqualTo("alice");
    }
  }

  @ParameterizedTest
  @MethodSource("lookups")
  void aWrongPasswordIsRefused(Lookup lookup) throws IOException {
    assertThat(login(plain(lookup), "alice", "builder")).isEmpty();
    assertThat(login(plain(lookup), "alice", "wonder lan")).isEmpty();
    assertThat(login(plain(lookup), "nobody", "wonder land")).isEmpty();
    assertThat(seen).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("lookups")
  @DisplayName("A bind without a password succeeds at the server but is not a login")
  void anEmptyPasswordIsRefused(Lookup lookup) throws IOException {
    for (String user : List.of("alice", "nobody", "*", "")) {
      assertThat(login(plain(lookup), user, "")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "a*",
        "*)(uid=*",
        "alice)(uid=*",
        "alice)(|(uid=*",
        "*))(|(uid=*",
        "alice,ou=people,dc=example,dc=org",
        "alice+cn=x",
        "alice\0",
        "alice\u0000*",
        "\\61lice",
        "ali\\63e",
        "#616c696365",
        "bob\nalice",
        "' or 1=1",
        "${jndi:ldap://127.0.0.1/x}",
        "%s",
        "{}",
        "{user}",
        "{dn}",
        "\ud800alice",
      })
  @DisplayName("Names with the syntax of a filter or a DN match no user")
  void namesWithFilterSyntaxMatchNoUser(String name) throws IOException {
    for (Lookup lookup : List.of(DIRECT, SEARCH)) {
      assertThat(login(plain(lookup), name, "wonder land")).as("%s", lookup).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("lookups")
  @DisplayName("A name with special characters matches its own user only")
  void aNameWithSpecialCharactersIsFoundLiterally(Lookup lookup) throws IOException {
    assertThat(login(plain(lookup), "a,b\\c*(d)", "comma")).isPresent();
    assertThat(login(grouped(lookup), "a,b\\c*(d)", "comma")).isPresent();
    assertThat(login(plain(lookup), "a,b\\c*(d*", "comma")).isEmpty();
  }

  @Test
  void anAmbiguousNameIsRefused() throws IOException {
    assertThat(login(plain(SEARCH), "twin", "same")).isEmpty();
    assertThat(login(plain(DIRECT), "twin", "same")).isPresent();
  }

  @ParameterizedTest
  @MethodSource("lookups")
  void onlyMembersOfTheGroupLogIn(Lookup lookup) throws IOException {
    assertThat(login(grouped(lookup), "alice", "wonder land")).isPresent();
    assertThat(login(grouped(lookup), "alice", "wrong")).isEmpty();
    assertThat(login(grouped(lookup), "bob", "builder")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("lookups")
  void passwordsAreSentOverImplicitTlsOrStartTls(Lookup lookup) throws IOException {
    for (URI server : List.of(slapd.encrypted(), slapd.plain())) {
      LdapSettings settings = settings(server, Encryption.REQUIRED, lookup);
      assertThat(login(settings, "alice", "wonder land")).isPresent();
      assertThat(login(settings, "alice", "wrong")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServerWithAWrongCertificateGetsNoPassword(boolean otherName) {
    for (URI server : List.of(slapd.encrypted(), slapd.plain())) {
      URI asked =
          otherName ? URI.create(server.toString().replace("localhost", "127.0.0.1")) : server;
      LdapSettings settings =
          new LdapSettings(
              List.of(asked.toString()),
              Encryption.REQUIRED,
              otherName ? Optional.of(new ExistingFile(slapd.certificate())) : Optional.empty(),
              DIRECT.entry(),
              DIRECT.search(),
              Optional.empty(),
              NONE,
              TIMEOUT);
      assertThatThrownBy(() -> login(settings, "alice", "wonder land"))
          .isInstanceOf(IOException.class)
          .hasMessageNotContaining("wonder");
    }
  }

  @Test
  void aWrongServicePasswordIsAFailureOfTheServer() {
    Lookup wrong = search("dc=example,dc=org", "(uid={user})", Slapd.SERVICE, "not it");
    assertThatThrownBy(() -> login(plain(wrong), "alice", "wonder land"))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("not it");
    assertThat(wrong.toString()).doesNotContain("not it");
  }

  @Test
  void theNextServerIsTriedWhenOneIsDown() throws IOException {
    LdapSettings settings =
        new LdapSettings(
            List.of("ldap://localhost:" + deadPort(), slapd.plain().toString()),
            Encryption.UNLESS_LOCAL,
            Optional.empty(),
            SEARCH.entry(),
            SEARCH.search(),
            Optional.empty(),
            NONE,
            TIMEOUT);
    assertThat(login(settings, "alice", "wonder land")).isPresent();
  }

  @Test
  void anUnreachableServerIsATemporaryFailure() throws IOException {
    LdapSettings settings =
        settings(URI.create("ldap://localhost:" + deadPort()), Encryption.UNLESS_LOCAL, DIRECT);
    LdapAuthenticator authenticator = new LdapAuthenticator(settings, this::account);
    try (TestFtp ftp = TestFtp.start(builder -> builder.authenticator(authenticator));
        RawClient client = ftp.connect()) {
      client.command("USER alice");
      client.say("PASS wonder land").expect("4");
    }
  }

  private static int deadPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void invalidSettingsAreReportedInOneSentence() {
    URI server = URI.create("ldap://localhost");
    for (Lookup lookup :
        List.of(
            direct("uid=someone,dc=example"),
            direct("{user}"),
            search("dc=example", "uid={user}", "", ""),
            search("dc=example", "(uid=x)", "", ""),
            search("example", "(uid={user})", "", ""),
            search("dc=example", "(uid={user})", "cn=x", ""))) {
      assertThatIllegalArgumentException()
          .as("%s", lookup)
          .isThrownBy(() -> settings(server, Encryption.REQUIRED, lookup));
    }
    for (String url : List.of("http://localhost", "ldap:localhost", "ldap://h/dc=x", "localhost")) {
      assertThatIllegalArgumentException()
          .as(url)
          .isThrownBy(() -> settings(URI.create(url), Encryption.REQUIRED, DIRECT));
    }
  }
}
