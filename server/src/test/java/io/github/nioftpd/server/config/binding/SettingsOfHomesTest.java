package io.github.nioftpd.server.config.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.Setting;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings that the backend of a home receives. */
final class SettingsOfHomesTest {

  private static final String TWO =
      """
      groups:
        store:
          home: s3://bucket/{user}
          settings: {endpoint: "https://s3.example.org", region: eu-central-1, path-style: true}
      users:
        ann:
          password: "plain:a"
          groups: [store]
          settings: {access-key: "env:ANN_KEY", secret-key: "file:keys/{user}", region: eu-west-1}
        bob: {password: "plain:b", groups: [store]}
      """;

  @TempDir Path directory;

  private Configuration read(String text) throws WrongConfigurationException {
    return ConfigurationFile.read(directory.resolve("f.yaml"), text);
  }

  private static Map<String, String> settings(Configuration configuration, String user) {
    return configuration.profile(user).settings().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().of(user)));
  }

  @Test
  void aGroupNamesTheStoreAndTheUserTheKeys() throws Exception {
    Configuration configuration = read(TWO);
    assertThat(settings(configuration, "ann"))
        .isEqualTo(
            Map.of(
                "endpoint", "https://s3.example.org",
                "region", "eu-west-1",
                "path-style", "true",
                "access-key", "env:ANN_KEY",
                "secret-key", "file:" + directory.resolve("keys/ann")));
    assertThat(settings(configuration, "bob")).hasSize(3).containsEntry("region", "eu-central-1");
  }

  @Test
  void aUserWithTheirOwnHomeHasNoSettingsOfTheGroup() throws Exception {
    String text = TWO + "  carol: {password: 'plain:c', groups: [store], home: /srv/carol}\n";
    assertThat(settings(read(text), "carol")).isEmpty();
  }

  @Test
  void theyArePrintedAsGivenAndReadAgain() throws Exception {
    Configuration configuration = read(TWO);
    String printed = Printer.print(configuration);
    assertThat(printed)
        .contains("access-key: env:ANN_KEY", "secret-key: \"file:" + directory + "/keys/{user}\"");
    String withPasswords =
        printed
            .replaceFirst("password: \"\\*{4}\"", "password: plain:a")
            .replaceFirst("password: \"\\*{4}\"", "password: plain:b");
    assertThat(read(withPasswords)).isEqualTo(configuration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret-key", "session-token", "password", "client-Secret"})
  void aLiteralSecretIsRefusedAndNotRepeated(String name) {
    String text =
        "users: {bob: {password: 'plain:x', home: 's3://b', settings: {" + name + ": c4nary}}}";
    assertThatThrownBy(() -> read(text))
        .hasMessageContaining("users.bob.settings." + name + ": must be file:PATH or env:NAME")
        .hasMessageNotContaining("c4nary");
  }

  @Test
  void aValueMustBeText() {
    String begin = "anonymous: {home: 's3://b', settings: ";
    assertThatThrownBy(() -> read(begin + "{region: }}")).hasMessageContaining("region");
    assertThatThrownBy(() -> read(begin + "{region: [a]}}")).hasMessageContaining("region");
    assertThatThrownBy(() -> read(begin + "region}")).hasMessageContaining("settings");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "o.neill", "ann@example.org", "a_b-c", "müller", "Zoe\u0308", "7"})
  void anOrdinaryNameReplacesThePlaceholder(String user) {
    assertThat(new Setting("file:/keys/{user}.key").of(user))
        .isEqualTo("file:/keys/" + user + ".key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        ".ssh",
        "-x",
        "a/b",
        "a\\b",
        "a b",
        "a&b=c",
        "a=b",
        "a:b",
        "a?b",
        "a#b",
        "a%2fb",
        "",
        "a,b",
        "a\nb",
        "a\u0000",
        "{user}",
        "$HOME",
        "@evil.example",
        "\u202Ea"
      })
  void aNameWithSpecialCharactersIsRefused(String user) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Setting("x{user}").of(user));
    assertThat(new Setting("the same for all").of(user)).isEqualTo("the same for all");
  }

  @Test
  void aUserWhoseNameCannotBeInASettingIsReportedAtStart() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    users:
                      "a&b": {password: "plain:x", home: "s3://b", settings: {tags: "user={user}"}}
                    """))
        .hasMessageContaining("users.a&b: a setting of the home contains {user}");
  }
}
