package io.github.nioftpd.server.config.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.TestTls;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.LimitsSection;
import io.github.nioftpd.server.config.Location;
import io.github.nioftpd.server.config.LogSection;
import io.github.nioftpd.server.config.LogSection.Format;
import io.github.nioftpd.server.config.PermissionSet;
import io.github.nioftpd.server.config.ProfileSection;
import io.github.nioftpd.server.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configuration files are read into settings, printed, and read again. */
final class ConfigurationFileTest {

  @TempDir Path directory;

  private Configuration read(String text) throws WrongConfigurationException {
    return ConfigurationFile.read(directory.resolve("f.yaml"), text);
  }

  /** A file with every key, none at its default. */
  private static final String FULL =
      """
      listeners:
        - address: 127.0.0.1:2121
        - address: "[::1]:2122"
          proxies: [10.0.0.0/8]
          tls: explicit
          require: data
          client-certificates: optional
          resumption: required
          ccc: true
      tls:
        certificate: server.p12
        key-password: file:tls.password
        hosts: [{certificate: other.p12, key-password: file:tls.password}]
        protocols: TLSv1.3
        ciphers: TLS_AES_128_GCM_SHA256
        client-ca: ca.pem
      users:
        bob:
          password: file:bob.hash
          certificate: {subject: "CN=bob", fingerprint: "00:11"}
          require: both
          groups: [staff]
          permissions: elrw
          start: /incoming
          expires: 2027-01-31
          messages: {greeting: "Hello: #1 \\"b\\"", farewell: "Bye, \\u2028 bye \\\\"}
        "o'neill #x":
          password: file:bob.hash
          home: rel/{user}
      groups:
        staff:
          home: memory:?size=10m
          settings: {entries: 1000, list: "env:A b,{user}"}
          permissions: "read-only, write"
          missing-home: create
          directories: [{path: /in, recursive: false, permissions: drop-box}]
          mounts:
            - path: /m
              location: "memory:"
              settings: {size: 1m}
              read-only: true
              permissions: read-only
              atomic-uploads: false
              missing: create
          limits:
            sessions: 2
            bandwidth: {download: 1M/s}
            session-bandwidth: {upload: 10K}
            connection-bandwidth: {upload: 7}
            largest-upload: 2G
            quota-bytes: 3T
            quota-files: 9
            ratio: 1:3
            ratio-credit: 5M
      anonymous: {names: [anonymous, guest], home: file:/srv/ftp, permissions: none}
      ldap:
        servers: [ldaps://a, ldap://b:1389]
        encryption: required
        search: {base: "dc=example", filter: "(uid={user})", account: "cn=x", password: env:PATH}
        groups: {base: "dc=example", filter: "(member={dn})"}
        attributes: {name: uid, home: homeDirectory}
        timeout: 9s
        home: "{home}/ftp"
      pam:
        service: ftp
        allowed: ann
        rejected: [bob]
        rejected-file: /none
        shell-required: false
        acting: false
        umask: 077
      authenticators: [pam, users, anonymous, ldap]
      limits:
        sessions: 7
        sessions-per-user: 3
        login-deadline: 10s
        idle: 90s
        login-delay: 250ms
        stall: 0
        connect: 2h
        bandwidth: {download: 1G}
        ban: {failures: 5, within: 1m, duration: 1d, exempt: [10.0.0.0/8]}
      addresses: {allow: [10.0.0.0/8, "2001:db8::/32"], deny: 10.0.0.1}
      quota: {database: quota}
      passive: {ports: 50000-50100, address: ftp.example.org, addresses-by-network: {10.0.0.0/8: 10.1.2.3}}
      data: {foreign-addresses: true, privileged-ports: true}
      files: {symlinks: none, atomic-uploads: true, sync: on-close, encoding: latin1, times: local, sendfile: false}
      events:
        outbox: out
        programs: [{command: [/bin/true, "{path}"], events: [upload, before-delete], timeout: 5s}]
        webhooks: {w-1: {url: "https://example.org/a?b=c", events: login, keep: 1d}}
      faults:
        allowed: true
        rules: [{on: STOR, path: /a, user: b, nth: 2, times: 3, percent: 9, seed: 1, first-sessions: 4, then: hang}]
      banner: "null"
      log:
        - {format: json, to: file, file: l.json, level: debug, rotate: {size: 10M, every: day, keep: 3}}
        - {to: syslog, syslog: {address: "127.0.0.1:1514", protocol: rfc3164, facility: local7, name: x}}
      pid-file: pid
      control-socket: ctl
      """;

  /** Reads the file with the files that it references. */
  private Configuration full() throws Exception {
    Files.writeString(directory.resolve("bob.hash"), "plain:secret\n");
    Files.writeString(directory.resolve("tls.password"), "changeit\n");
    for (String name : List.of("server.p12", "other.p12")) {
      try (InputStream in = TestTls.class.getResourceAsStream("/tls/" + name)) {
        Files.copy(in, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.writeString(directory.resolve("ca.pem"), TestTls.pem(TestTls.authority()));
    return read(FULL);
  }

  @Test
  void printedSettingsAreReadBackUnchanged() throws Exception {
    Configuration once = full();
    String printed = Printer.print(once);
    assertThat(read(printed)).isEqualTo(once);
    assertThat(printed).contains("password: file:" + directory + "/bob.hash");
    assertThat(Printer.print(read(printed))).isEqualTo(printed);
  }

  @Test
  void everyKeyIsPrintedWithItsDescription() throws Exception {
    String printed = Printer.print(full());
    for (Reference.Row row : Reference.rows(Configuration.class)) {
      String name = row.key().substring(row.key().lastIndexOf('.') + 1);
      if (name.equals(Reference.REST)) {
        continue; // listed before
      }
      assertThat(printed).containsPattern("(?m)^ *#?" + name + ":").contains("# " + row.meaning());
    }
  }

  @Test
  void secretsInTheFileArePrintedAsStars() throws Exception {
    Configuration configuration = read("users: {bob: {password: 'plain:hunter2', home: /srv}}\n");
    assertThat(Printer.print(configuration)).contains("password: \"****\"");
    assertThat(Printer.print(configuration)).doesNotContain("hunter2");
    assertThat(configuration.toString()).doesNotContain("hunter2");
  }

  @Test
  void theDefaultsAreThoseOfCore() throws Exception {
    LimitsSection limits = read("anonymous: {home: 'memory:'}").limits();
    assertThat(limits.sessions()).isEqualTo(Limits.DEFAULT.sessions());
    assertThat(limits.sessionsPerAddress()).isEqualTo(Limits.DEFAULT.sessionsPerAddress());
    assertThat(limits.sessionsPerUser()).isEqualTo(Limits.DEFAULT.sessionsPerUser());
    assertThat(limits.loginDeadline()).isEqualTo(Limits.DEFAULT.loginDeadline());
    assertThat(limits.loginAttempts()).isEqualTo(Limits.DEFAULT.loginAttempts());
    assertThat(limits.loginDelay()).isEqualTo(Limits.DEFAULT.loginDelay());
    assertThat(limits.idle()).isEqualTo(Limits.DEFAULT.idle());
    assertThat(limits.stall()).isEqualTo(Limits.DEFAULT.dataStall());
    assertThat(limits.connect()).isEqualTo(Limits.DEFAULT.dataConnect());
  }

  @Test
  void defaultsOfRecordsMatchAnEmptySection() throws Exception {
    Configuration configuration =
        read("anonymous: {home: 'memory:'}\nlog: [{}]\nlisteners: [{address: '127.0.0.1:2121'}]");
    Configuration bare = read("anonymous: {home: 'memory:'}");
    assertThat(bare).isEqualTo(configuration);
  }

  @Test
  void aGroupSuppliesMissingSettingsOfItsMembers() throws Exception {
    Files.writeString(directory.resolve("bob.hash"), "plain:secret\n");
    ProfileSection bob = full().profile("bob");
    assertThat(bob.home()).contains(new Location("memory:?size=10m"));
    assertThat(bob.permissions().orElseThrow().permissions()).isEqualTo(Permission.parse("elrw"));
    assertThat(bob.expires()).contains(LocalDate.of(2027, 1, 31));
    assertThat(bob.missingHome()).contains(ProfileSection.MissingHome.CREATE);
  }

  @Test
  void theFirstGroupWithASettingApplies() throws Exception {
    ProfileSection bob =
        read("""
        users: {bob: {password: "plain:x", groups: [a, b]}}
        groups:
          a: {permissions: all}
          b: {permissions: read-only, home: /srv/b, messages: {greeting: Hi}}
        """)
            .profile("bob");
    assertThat(bob.permissions()).contains(new PermissionSet(Permission.all()));
    assertThat(bob.home()).contains(new Location("/srv/b"));
    assertThat(bob.messages().greeting()).contains("Hi");
  }

  @Test
  void pathsAreRelativeToTheDirectoryOfTheFile() throws Exception {
    Configuration configuration =
        read("anonymous: {home: files}\npid-file: ../run/pid\nlog: {to: file, file: a.log}");
    assertThat(configuration.anonymous().orElseThrow().profile().home())
        .contains(new Location(directory.resolve("files").toString()));
    assertThat(configuration.pidFile()).contains(directory.resolveSibling("run").resolve("pid"));
    assertThat(configuration.log().getFirst().file()).contains(directory.resolve("a.log"));
  }

  @Test
  void aListOfOneNeedsNoHyphen() throws Exception {
    assertThat(read("anonymous: {home: 'memory:', names: guest}\nlog: {format: json}").log())
        .singleElement()
        .extracting(LogSection::format)
        .isEqualTo(Format.JSON);
  }

  @ParameterizedTest
  @CsvSource({"500ms,500", "30s,30000", "5m,300000", "2h,7200000", "3d,259200000", "0,0"})
  void durationsHaveAUnit(String text, long milliseconds) throws Exception {
    Configuration configuration =
        read("anonymous: {home: 'memory:'}\nlimits: {idle: " + text + "}");
    assertThat(configuration.limits().idle()).isEqualTo(Duration.ofMillis(milliseconds));
    assertThat(Printer.print(configuration)).contains("  idle: " + text + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "read-only|elr",
        "read|r",
        "read-only, write|elrw",
        "drop-box|elw",
        "all|elradfmwMT",
        "none|''",
        "enter list read write|elrw",
        "elr|elr",
        "wr|rw",
        "append,delete,rename,make-directory,change-mode,change-time|adfmMT",
      })
  void permissionsAreWordsOrLetters(String text, String letters) {
    assertThat(PermissionSet.parse(text).permissions()).isEqualTo(Permission.parse(letters));
    assertThat(PermissionSet.parse(PermissionSet.parse(text).toString()))
        .isEqualTo(PermissionSet.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "bob,/srv/bob",
    "o'neill,/srv/o'neill",
    "a b,/srv/a b",
    "%s,/srv/%s",
    "${x},/srv/${x}"
  })
  void theHomeOfAUserIsOneStepBelow(String user, String expected) {
    assertThat(new Location("/srv/{user}").of(user)).isEqualTo(expected);
  }

  @Test
  void everySetOfPermissionsIsReadAsItIsWritten() {
    for (int bits = 0; bits < 1 << Permission.values().length; bits++) {
      Set<Permission> set = EnumSet.noneOf(Permission.class);
      for (Permission permission : Permission.values()) {
        if (((bits >> permission.ordinal()) & 1) == 1) {
          set.add(permission);
        }
      }
      assertThat(PermissionSet.parse(new PermissionSet(set).toString()).permissions())
          .isEqualTo(set);
    }
  }

  @Test
  void inAUriTheNameIsEscaped() {
    assertThat(new Location("file:/srv/{user}?a=b").of("a b?c=d&e%2f#é"))
        .isEqualTo("file:/srv/a%20b%3Fc%3Dd%26e%252f%23%C3%A9?a=b");
  }

  @ParameterizedTest
  @CsvSource({"..", ".", "a/b", "../x", "a\\b", "'',", "' '", ".hidden"})
  void aNameThatLeadsOutOfTheParentHasNoHome(String user) {
    assertThat(Location.isStep(user)).isFalse();
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> new Location("/srv/{user}").of(user));
  }

  @Test
  void aSecretComesFromAFileOrTheEnvironment() throws IOException {
    Path file = Files.writeString(directory.resolve("s"), "from a file\nand more\n");
    assertThat(Secret.read("file:s", directory).value()).isEqualTo("from a file");
    assertThat(Secret.read("file:" + file, Path.of("/")).value()).isEqualTo("from a file");
    assertThat(Secret.read("env:PATH", directory).value()).isEqualTo(System.getenv("PATH"));
    assertThat(Secret.read("env:PATH", directory).toString()).isEqualTo("env:PATH");
    assertThat(Secret.read("itself", directory).toString()).isEqualTo("****");
  }
}
