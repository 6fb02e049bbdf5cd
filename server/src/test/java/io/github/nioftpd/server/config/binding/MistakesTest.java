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
        "limits: {sesions: 3} | limits.sesions: there is no such key; did you mean sessions?",
        "limits: {Login_Attempts: 3} | did you mean login-attempts?",
        "idle: 5m | idle: there is no such key here; there is limits.idle",
        "colour: red | colour: there is no such key; here may stand listeners,",
        "limits: {sessions: many} | limits.sessions: \"many\" is not a whole number from 0 on",
        "limits: {sessions: -1} | \"-1\" is not a whole number from 0 on",
        "limits: {sessions: 99999999999} | is not a whole number from 0 on",
        "limits: {login-attempts: 0} | \"0\" is not a whole number from 1 on",
        "limits: {sessions: 1.5} | \"1.5\" is not a whole number",
        "limits: {sessions: [3]} | limits.sessions: here belongs a whole number",
        "limits: {idle: 300} | \"300\" is not a duration such as 30s, 5m or 2h: the unit is"
            + " missing",
        "limits: {idle: soon} | \"soon\" is not a duration such as 30s, 5m or 2h",
        "limits: {idle: } | limits.idle: has no value; give one or leave the key out",
        "limits: 5 | limits: here belong keys, such as sessions,",
        "limits: {idle: 5m, idle: 6m} | limits.idle: is there twice, first in line 2; keep one",
        "listeners: [{address: '127.0.0.1:70000'}] | listeners[0].address: \"127.0.0.1:70000\" is"
            + " not an address with a port such as 0.0.0.0:2121: a port is 0 to 65535",
        "listeners: [{address: '2121'}] | \"2121\" is not an address with a port",
        "listeners: [{address: '192.0.2.256:21'}] | 192.0.2.256 is neither an address nor a known"
            + " host name",
        "listeners: [{}] | listeners[0].address: is missing; it is an address with a port",
        "listeners: 2121 | listeners: here belongs a list, each entry beginning with a hyphen",
        "listeners: [{address: '127.0.0.1:2121'}, {address: '127.0.0.1:2121'}] |"
            + " listeners[1].address: is the address of another listener, too",
        "groups: {g: {mounts: [{path: archive, location: 'memory:'}]}} |"
            + " groups.g.mounts[0].path: a mount has an absolute path, not archive",
        "groups: {g: {mounts: [{path: /a/../b, location: 'memory:'}]}} |"
            + " groups.g.mounts[0].path: a mount has a path without . and .., not /a/../b",
        "groups: {g: {mounts: [{path: /a, location: 'memory:'}, {path: /a/, location: /srv}]}} |"
            + " groups.g.mounts[1].path: two mounts at /a",
        "groups: {g: {mounts: [{path: /, location: 'memory:'}]}} |"
            + " groups.g.mounts[0].path: the root is the home; say it there",
        "groups: {g: {mounts: [{path: /a}]}} | groups.g.mounts[0].location: is missing",
        "groups: {g: {mounts: [{path: /a, location: 's3://b', settings: {secret-key: x}}]}} |"
            + " groups.g.mounts[0].settings.secret-key: says where the secret is",
        "users: {u: {password: 'plain:x', mounts: [{path: /a, location: '{home}/a'}]}} |"
            + " users.u: the mount /a is below {home}, which only users of ldap and pam have",
        "passive: {ports: 9000-8000} | \"9000-8000\" is not a range of ports such as 50000-50100:"
            + " the lower port comes first",
        "passive: {ports: 50000} | \"50000\" is not a range of ports",
        "passive: {ports: 1-70000} | a port is 1 to 65535",
        "passive: {address: '::1'} | passive.address: \"::1\" is not a host name or an IPv4"
            + " address",
        "files: {symlinks: some} | files.symlinks: \"some\" is not one of within-root, none,"
            + " follow",
        "files: {symlinks: folow} | did you mean follow?",
        "files: {sync: always} | files.sync: \"always\" is not one of none, on-close",
        "files: {sendfile: maybe} | files.sendfile: \"maybe\" is not true or false",
        "files: {encoding: klingon} | there is no charset of this name",
        "log: {to: file} | log: a log that goes to a file needs the key file",
        "log: {file: x} | log: a log with a file needs to: file",
        "log: [{to: syslog, syslog: {facility: kern}}] | log[0].syslog.facility: \"kern\" is not"
            + " one of user, daemon,",
        "log: {to: file, file: x, rotate: {size: 10X}} | log.rotate.size: \"10X\" is not a size"
            + " such as 10M or 2G",
        "log: {to: file, file: x, rotate: {size: 99999999999999999T}} | it is too large",
        "log: {to: file, file: x, rotate: {keep: 0}} | \"0\" is not a whole number from 1 to 10000",
        "users: {bob: {password: 'plain:x', home: /srv, groups: [staf]}} | users.bob.groups[0]:"
            + " there is no group staf",
        "users: {bob: {home: /srv}} | users.bob.password: is missing; 'nioftpd password' makes one",
        "users: {bob: {password: 'plain:x'}} | users.bob.home: is missing, here and in the groups",
        "users: {bob: {password: secret, home: /srv}} | users.bob.password: is no hash; 'nioftpd"
            + " password' makes one",
        "users: {bob: {password: '', home: /srv}} | users.bob.password: is no hash",
        "users: {bob: {password: 'plain:', home: /srv}} | is an empty password",
        "users: {bob: {password: '$6$salt$hash', home: /srv}} | is a hash of another kind",
        "users: {bob: {password: '$2b$10$short', home: /srv}} | looks like a hash of bcrypt and is"
            + " damaged",
        "users: {bob: {password: '****', home: /srv}} | the stars stand for a secret that was not"
            + " printed",
        "users: {bob: {password: 'file:missing', home: /srv}} | missing does not exist",
        "users: {bob: {password: 'env:NIOFTPD_NOWHERE', home: /srv}} | the environment has no"
            + " variable NIOFTPD_NOWHERE",
        "users: {a/b: {password: 'plain:x', home: '/srv/{user}'}} | the home is a directory of this"
            + " name, which cannot be",
        "users: {..: {password: 'plain:x', home: '/srv/{user}'}} | the home is a directory of this"
            + " name, which cannot be",
        "users: {bob: {password: 'plain:x', home: /srv, permissions: fly}} | users.bob.permissions:"
            + " \"fly\" is not permissions such as read-only, all or elradfmwMT: no"
            + " permission has the name 'fly'",
        "users: {bob: {password: 'plain:x', home: /srv, permissions: 'read, fly'}} | no"
            + " permission has the name 'fly'",
        "users: {bob: {password: 'plain:x', home: /srv, expires: tomorrow}} | \"tomorrow\" is not a"
            + " date such as 2027-01-31",
        "users: {bob: {password: 'plain:x', home: /srv, expires: 2027-02-30}} | is not a date",
        "users: {bob: {password: 'plain:x', home: /srv, start: incoming}} | users.bob.start:"
            + " \"incoming\" does not begin with /",
        "users: {bob: {password: 'plain:x', home: /srv, pasword: x}} | users.bob.pasword: there is"
            + " no such key; did you mean password?",
        "users: [bob] | users: here belong names, each followed by a colon",
        "users: {anonymous: {password: 'plain:x', home: /srv}} | users.anonymous: is one of the"
            + " names of anonymous; choose another",
        "users: {bob: {password: 'plain:x', home: '{home}'}} | users.bob.home: only users of ldap"
            + " and pam have a {home}",
        "users: {bob: {password: 'plain:x', home: /srv, directories: [{path: in, permissions:"
            + " all}]}} | users.bob.directories[0].path: the directory of a rule is an absolute"
            + " path",
        "users: {bob: {password: 'plain:x', home: /srv, limits: {ratio: 3}}} |"
            + " users.bob.limits.ratio: \"3\" is not a ratio such as 1:3",
        "users: {bob: {password: 'plain:x', home: /srv, limits: {ratio-credit: 3M}}} |"
            + " users.bob.limits.ratio-credit: needs a ratio beside it",
        "users: {bob: {password: 'plain:x', home: /srv, limits: {bandwidth: {download: fast}}}} |"
            + " users.bob.limits.bandwidth.download: \"fast\" is not a rate in bytes per second"
            + " such as 500K/s",
        "addresses: {deny: [10.0.0.0/33]} | addresses.deny[0]: \"10.0.0.0/33\" is not a network"
            + " such as 10.0.0.0/8 or 192.0.2.7: the length of a network is 0 to 32",
        "addresses: {allow: example.org} | addresses.allow: \"example.org\" is not a network",
        "listeners: [{address: '127.0.0.1:2121', compatibility: [no-close]}] |"
            + " listeners[0].compatibility[0]: \"no-close\" is not one of no-close-notify",
        "listeners: [{address: '127.0.0.1:2121', compatibility-by-network: {10.0.0.0/x: []}}] |"
            + " listeners[0].compatibility-by-network.10.0.0.0/x: is not a network such as",
        "passive: {addresses-by-network: {10.0.0.0/x: 10.1.2.3}} |"
            + " passive.addresses-by-network.10.0.0.0/x: is not a network such as 10.0.0.0/8",
        "limits: {ban: {failures: 101}} | limits.ban.failures: \"101\" is not a whole number from 0"
            + " to 100",
        "limits: {ban: {within: 0}} | limits.ban.within: is more than 0",
        "ldap: {servers: 'ldap://h', home: /srv} | ldap: has either entry or search",
        "ldap: {servers: 'http://h', entry: 'uid={user}', home: /srv} | ldap: a directory server is"
            + " written ldap://host",
        "ldap: {servers: 'ldap://h', entry: 'uid={user}'} | ldap.home: is missing",
        "ldap: {servers: 'ldap://h', entry: 'uid=x', home: /srv} | ldap: the template of a name"
            + " contains {user}",
        "pam: {service: '../x'} | pam: a service of PAM is named like its file",
        "pam: {umask: 999} | pam.umask: \"999\" is not a umask such as 022",
        "authenticators: [users] | authenticators: does not name anonymous, which is set up",
        "authenticators: [user] | authenticators[0]: \"user\" is not one of anonymous, users, ldap,"
            + " pam: did you mean users?",
        "events: {webhooks: {w: {url: 'https://example.org', events: login}}} | events: webhooks"
            + " need an outbox",
        "events: {outbox: o, webhooks: {w: {url: 'ftp://example.org', events: login}}} | it begins"
            + " with https:// or http:// and a host",
        "events: {programs: [{command: x, events: [uplod]}]} | events.programs[0].events[0]: there"
            + " is no event uplod; did you mean upload?",
        "events: {programs: [{command: [], events: [upload]}]} | events.programs[0].command: names"
            + " no program",
      })
  void aMistakeIsToldWithLineKeyAndRemedy(String line, String expected) {
    assertThat(mistakes(RIGHT + line + "\n")).startsWith("f.yaml:2: ").contains(expected);
  }

  @Test
  void allMistakesAreToldAtOnceInTheOrderOfTheFile() {
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
  void theTextOfASecretIsNotTold() {
    assertThat(mistakes("users: {bob: {password: hunter2, home: /srv}}")).doesNotContain("hunter2");
  }

  @Test
  void aConfigurationThatLetsNobodyInIsAMistake() {
    assertThat(mistakes("limits: {sessions: 3}\n"))
        .isEqualTo("f.yaml: users: nobody could log in; give users, anonymous, ldap or pam");
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
        "? [1] | a key is a single word",
      })
  void whatIsNoYamlIsToldWithItsLine(String text, String expected) {
    assertThat(mistakes(text + "\n")).contains(expected).doesNotContain("Exception");
  }

  @Test
  void aFileThatCannotBeReadIsAMistake() throws IOException {
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
  void aFileThatIsNestedTooDeepIsAMistake(String opening) {
    assertThat(mistakes("limits:\n  " + opening.repeat(100_000)))
        .startsWith("f.yaml:2: is nested more than 30 levels deep")
        .hasLineCount(1);
  }

  @Test
  void aliasesThatMakeASmallFileLargeAreAMistake() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
    }
    assertThat(mistakes(laughs.toString())).contains("f.yaml:6: has more than 300000 values");
    assertThat(mistakes("limits: &a\n  ban: *a\n")).contains("f.yaml:2: the alias a repeats");
  }
}
