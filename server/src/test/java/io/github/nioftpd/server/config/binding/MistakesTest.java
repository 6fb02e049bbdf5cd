package io.github.nioftpd.server.config.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error in a file is reported with line, key and remedy. */
final class MistakesTest {

  private static final String RIGHT = "anonymous: {home: 'memory:'}\n";

  @TempDir Path directory;

  private String mistakes(String text) {
    Path file = directory.resolve("f.yaml");
    return catchThrowableOfType(
            WrongConfigurationException.class, () -> ConfigurationFile.read(file, text))
        .getMessage()
        .replace(file.toString(), "f.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "limits: {sesions: 3} | limits.sesions: unknown key; did you mean sessions?",
        "limits: {Login_Attempts: 3} | did you mean login-attempts?",
        "idle: 5m | idle: unknown key here; did you mean limits.idle",
        "colour: red | colour: unknown key; expected one of: listeners,",
        "limits: {sessions: many} | limits.sessions: \"many\" is not a whole number of at least 0",
        "limits: {sessions: -1} | \"-1\" is not a whole number of at least 0",
        "limits: {sessions: 99999999999} | is not a whole number of at least 0",
        "limits: {login-attempts: 0} | \"0\" is not a whole number of at least 1",
        "limits: {sessions: 1.5} | \"1.5\" is not a whole number",
        "limits: {sessions: [3]} | limits.sessions: expected a whole number",
        "limits: {idle: 300} | \"300\" is not a duration such as 30s, 5m or 2h: the unit is"
            + " missing",
        "limits: {idle: soon} | \"soon\" is not a duration such as 30s, 5m or 2h",
        "limits: {idle: } | limits.idle: has no value; add one or remove the key",
        "limits: 5 | limits: expected keys, such as sessions,",
        "limits: {idle: 5m, idle: 6m} | limits.idle: duplicate key, first in line 2; remove one of"
            + " them",
        "listeners: [{address: '127.0.0.1:70000'}] | listeners[0].address: \"127.0.0.1:70000\" is"
            + " not an address with a port such as 0.0.0.0:2121: the port must be between 0 and"
            + " 65535",
        "listeners: [{address: '2121'}] | \"2121\" is not an address with a port",
        "listeners: [{address: '192.0.2.256:21'}] | 192.0.2.256 is neither an IP address nor a"
            + " known host name",
        "listeners: [{}] | listeners[0].address: required key is missing; expected an address with"
            + " a port",
        "listeners: 2121 | listeners: expected a list, with a hyphen before each entry",
        "listeners: [{address: '127.0.0.1:2121'}, {address: '127.0.0.1:2121'}] |"
            + " listeners[1].address: is also the address of another listener",
        "groups: {g: {mounts: [{path: archive, location: 'memory:'}]}} |"
            + " groups.g.mounts[0].path: a mount has an absolute path, not archive",
        "groups: {g: {mounts: [{path: /a/../b, location: 'memory:'}]}} |"
            + " groups.g.mounts[0].path: a mount has a path without . and .., not /a/../b",
        "groups: {g: {mounts: [{path: /a, location: 'memory:'}, {path: /a/, location: /srv}]}} |"
            + " groups.g.mounts[1].path: two mounts at /a",
        "groups: {g: {mounts: [{path: /, location: 'memory:'}]}} |"
            + " groups.g.mounts[0].path: \"/\" is the home directory itself; set it in home",
        "groups: {g: {mounts: [{path: /a}]}} | groups.g.mounts[0].location: required key is"
            + " missing",
        "groups: {g: {mounts: [{path: /a, location: 's3://b', settings: {secret-key: x}}]}} |"
            + " groups.g.mounts[0].settings.secret-key: must be file:PATH or env:NAME",
        "users: {u: {password: 'plain:x', mounts: [{path: /a, location: '{home}/a'}]}} |"
            + " users.u: the mount /a uses {home}, which only users of ldap and pam have",
        "passive: {ports: 9000-8000} | \"9000-8000\" is not a range of ports such as 50000-50100:"
            + " the first port must not be greater than the last",
        "passive: {ports: 50000} | \"50000\" is not a range of ports",
        "passive: {ports: 1-70000} | ports must be between 1 and 65535",
        "passive: {address: '::1'} | passive.address: \"::1\" is not a host name or an IPv4"
            + " address",
        "files: {symlinks: some} | files.symlinks: \"some\" is not one of within-root, none,"
            + " follow",
        "files: {symlinks: folow} | did you mean follow?",
        "files: {sync: always} | files.sync: \"always\" is not one of none, on-close",
        "files: {sendfile: maybe} | files.sendfile: \"maybe\" is not true or false",
        "files: {encoding: klingon} | unknown charset",
        "files: {encoding: utf-16} | commands and replies are ASCII, which this charset encodes in",
        "files: {encoding: ibm037} | commands and replies are ASCII, which this charset encodes in",
        "log: {to: file} | log: to: file needs the key file",
        "log: {file: x} | log: the key file needs to: file",
        "log: [{to: syslog, syslog: {facility: kern}}] | log[0].syslog.facility: \"kern\" is not"
            + " one of user, daemon,",
        "log: {to: file, file: x, rotate: {size: 10X}} | log.rotate.size: \"10X\" is not a size"
            + " such as 10M or 2G",
        "log: {to: file, file: x, rotate: {size: 99999999999999999T}} | it is too large",
        "log: {to: file, file: x, rotate: {keep: 0}} | \"0\" is not a whole number from 1 to 10000",
        "users: {bob: {password: 'plain:x', home: /srv, groups: [staf]}} | users.bob.groups[0]:"
            + " unknown group staf",
        "users: {bob: {home: /srv}} | users.bob.password: required key is missing; create a hash"
            + " with 'nioftpd password'",
        "users: {bob: {password: 'plain:x'}} | users.bob.home: required key is missing here and in"
            + " the groups",
        "users: {bob: {password: secret, home: /srv}} | users.bob.password: not a password hash;"
            + " create one with 'nioftpd password'",
        "users: {bob: {password: '', home: /srv}} | users.bob.password: not a password hash",
        "users: {bob: {password: 'plain:', home: /srv}} | the password is empty",
        "users: {bob: {password: '$6$salt$hash', home: /srv}} | unsupported hash; expected bcrypt",
        "users: {bob: {password: '$2b$10$short', home: /srv}} | invalid bcrypt hash",
        "users: {bob: {password: '****', home: /srv}} | **** stands for a secret that was not"
            + " printed",
        "users: {bob: {password: 'file:missing', home: /srv}} | missing does not exist",
        "users: {bob: {password: 'env:NIOFTPD_NOWHERE', home: /srv}} | the environment variable"
            + " NIOFTPD_NOWHERE is not set",
        "users: {a/b: {password: 'plain:x', home: '/srv/{user}'}} | home contains {user}, and this"
            + " user name cannot be a directory name",
        "users: {..: {password: 'plain:x', home: '/srv/{user}'}} | home contains {user}, and this"
            + " user name cannot be a directory name",
        "users: {bob: {password: 'plain:x', home: /srv, permissions: fly}} | users.bob.permissions:"
            + " \"fly\" is not permissions such as read-only, all or elradfmwMT: no"
            + " permission has the name 'fly'",
        "users: {bob: {password: 'plain:x', home: /srv, permissions: 'read, fly'}} | no"
            + " permission has the name 'fly'",
        "users: {bob: {password: 'plain:x', home: /srv, expires: tomorrow}} | \"tomorrow\" is not a"
            + " date such as 2027-01-31",
        "users: {bob: {password: 'plain:x', home: /srv, expires: 2027-02-30}} | is not a date",
        "users: {bob: {password: 'plain:x', home: /srv, start: incoming}} | users.bob.start:"
            + " \"incoming\" is not an absolute path",
        "users: {bob: {password: 'plain:x', home: /srv, pasword: x}} | users.bob.pasword: unknown"
            + " key; did you mean password?",
        "users: [bob] | users: expected names, each followed by a colon",
        "users: {anonymous: {password: 'plain:x', home: /srv}} | users.anonymous: is also a name"
            + " for anonymous login; choose another name",
        "users: {bob: {password: 'plain:x', home: '{home}'}} | users.bob.home: {home} is known only"
            + " for users of ldap and pam",
        "users: {bob: {password: 'plain:x', home: /srv, directories: [{path: in, permissions:"
            + " all}]}} | users.bob.directories[0].path: the directory of a rule is an absolute"
            + " path",
        "users: {bob: {password: 'plain:x', home: /srv, limits: {ratio: 3}}} |"
            + " users.bob.limits.ratio: \"3\" is not a ratio such as 1:3",
        "users: {bob: {password: 'plain:x', home: /srv, limits: {ratio-credit: 3M}}} |"
            + " users.bob.limits.ratio-credit: needs the key ratio as well",
        "users: {bob: {password: 'plain:x', home: /srv, limits: {bandwidth: {download: fast}}}} |"
            + " users.bob.limits.bandwidth.download: \"fast\" is not a rate in bytes per second"
            + " such as 500K/s",
        "addresses: {deny: [10.0.0.0/33]} | addresses.deny[0]: \"10.0.0.0/33\" is not a network"
            + " such as 10.0.0.0/8 or 192.0.2.7: the length of a network is 0 to 32",
        "addresses: {allow: example.org} | addresses.allow: \"example.org\" is not a network",
        "listeners: [{address: '127.0.0.1:2121', compatibility: [no-close]}] |"
            + " listeners[0].compatibility[0]: \"no-close\" is not one of no-close-notify",
        "listeners: [{address: '127.0.0.1:2121', compatibility-by-network: {10.0.0.0/x: []}}] |"
            + " listeners[0].compatibility-by-network.10.0.0.0/x: is not a network; expected",
        "passive: {addresses-by-network: {10.0.0.0/x: 10.1.2.3}} |"
            + " passive.addresses-by-network.10.0.0.0/x: is not a network; expected an address and"
            + " a prefix length such as 10.0.0.0/8",
        "limits: {ban: {failures: 101}} | limits.ban.failures: \"101\" is not a whole number from 0"
            + " to 100",
        "limits: {ban: {within: 0}} | limits.ban.within: must be greater than 0",
        "ldap: {servers: 'ldap://h', home: /srv} | ldap: exactly one of entry and search",
        "ldap: {servers: 'http://h', entry: 'uid={user}', home: /srv} | ldap: servers: expected"
            + " ldap://host",
        "ldap: {servers: 'ldap://h', entry: 'uid={user}'} | ldap.home: required key is missing",
        "ldap: {servers: 'ldap://h', entry: 'uid=x', home: /srv} | ldap: entry must contain {user}",
        "pam: {service: '../x'} | pam: service: \"../x\" is not the name of a file",
        "pam: {umask: 999} | pam.umask: \"999\" is not a umask such as 022",
        "authenticators: [users] | authenticators: does not contain anonymous, which is configured",
        "authenticators: [user] | authenticators[0]: \"user\" is not one of anonymous, users, ldap,"
            + " pam: did you mean users?",
        "events: {webhooks: {w: {url: 'https://example.org', events: login}}} | events: webhooks"
            + " need the key outbox",
        "events: {outbox: o, webhooks: {w: {url: 'ftp://example.org', events: login}}} | expected"
            + " https:// or http:// and a host",
        "events: {programs: [{command: x, events: [uplod]}]} | events.programs[0].events[0]:"
            + " unknown event uplod; did you mean upload?",
        "events: {programs: [{command: [], events: [upload]}]} | events.programs[0].command: is"
            + " empty",
      })
  void anErrorIsReportedWithLineKeyAndRemedy(String line, String expected) {
    assertThat(mistakes(RIGHT + line + "\n")).startsWith("f.yaml:2: ").contains(expected);
  }

  @Test
  void allErrorsAreReportedInTheOrderOfTheFile() {
    assertThat(
            mistakes(
                """
                limits:
                  sessions: many
                  idle: 5
                users:
                  bob: {password: x, home: /srv, groups: [none]}
                passive: {port: 1}
                """))
        .satisfies(
            text ->
                assertThat(text.lines())
                    .extracting(line -> line.replaceFirst("(f.yaml:[0-9]+: [^:]+).*", "$1"))
                    .containsExactly(
                        "f.yaml:2: limits.sessions",
                        "f.yaml:3: limits.idle",
                        "f.yaml:5: users.bob.groups[0]",
                        "f.yaml:6: passive.port"));
  }

  @Test
  void theTextOfASecretIsNotReported() {
    assertThat(mistakes("users: {bob: {password: hunter2, home: /srv}}")).doesNotContain("hunter2");
  }

  @Test
  void aConfigurationWithoutUsersIsAnError() {
    assertThat(mistakes("limits: {sessions: 3}\n"))
        .isEqualTo("f.yaml: users: no user can log in; add users, anonymous, ldap or pam");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "limits: [1 | f.yaml:2",
        "\tlimits: 1 | f.yaml:1",
        "a: b: c | f.yaml:1",
        "*x | f.yaml",
        "? [1] | a key must be a single word",
      })
  void invalidYamlIsReportedWithItsLine(String text, String expected) {
    assertThat(mistakes(text + "\n")).contains(expected).doesNotContain("Exception");
  }

  @Test
  void anUnreadableFileIsAnError() throws IOException {
    Path none = directory.resolve("none.yaml");
    assertThatThrownBy(() -> ConfigurationFile.load(none))
        .isInstanceOf(WrongConfigurationException.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> ConfigurationFile.load(directory))
        .isInstanceOf(WrongConfigurationException.class)
        .hasMessageContaining("is a directory");
    assertThatThrownBy(() -> ConfigurationFile.load(Path.of("/dev/zero")))
        .isInstanceOf(WrongConfigurationException.class)
        .hasMessageContaining("is not a regular file");
    Path binary = Files.write(directory.resolve("b"), new byte[] {(byte) 0xff, 10});
    assertThatThrownBy(() -> ConfigurationFile.load(binary)).hasMessageContaining("not UTF-8");
    Path large = Files.write(directory.resolve("c"), new byte[4 << 20]);
    assertThatThrownBy(() -> ConfigurationFile.load(large)).hasMessageContaining("larger than");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void aFileNestedTooDeeplyIsAnError(String opening) {
    assertThat(mistakes("limits:\n  " + opening.repeat(100_000)))
        .startsWith("f.yaml:2: nested more than 30 levels deep")
        .hasLineCount(1);
  }

  @Test
  void aliasesThatExpandASmallFileAreAnError() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
    }
    assertThat(mistakes(laughs.toString())).contains("f.yaml:6: more than 300000 values");
    assertThat(mistakes("limits: &a\n  ban: *a\n"))
        .contains("f.yaml:2: the alias a contains itself");
  }
}
