package io.github.nioftpd.fs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the named settings of a {@link Backend}, each of which has one type. Every mistake is an
 * {@link IllegalArgumentException} whose message is one sentence for the administrator, and no
 * sentence holds a secret. Used by one thread.
 */
public final class Settings {

  private final String backend;
  private final Map<String, String> values;
  private final Set<String> asked = new HashSet<>();

  /**
   * Takes settings to read.
   *
   * @param backend what they are for, as sentences call it, such as {@code s3}
   * @param values by name
   */
  public Settings(String backend, Map<String, String> values) {
    this.backend = backend;
    this.values = values;
  }

  /**
   * A text.
   *
   * @param name of the setting
   * @return the value, or empty when it is not given or has no letter
   */
  public Optional<String> text(String name) {
    return given(name).filter(value -> !value.isEmpty());
  }

  private Optional<String> given(String name) {
    asked.add(name);
    return Optional.ofNullable(values.get(name));
  }

  /**
   * A text that must not be seen: it stands in a file or in the environment.
   *
   * @param name of a setting whose value is {@code file:PATH} or {@code env:NAME}
   * @return the value without surrounding white space
   */
  public Optional<String> secret(String name) {
    return text(name).map(value -> secretAt(name, value));
  }

  /**
   * A text that may come from a file or the environment.
   *
   * @param name of a setting whose value is the text itself, {@code file:PATH} or {@code env:NAME}
   * @return the text
   */
  public Optional<String> named(String name) {
    return text(name)
        .map(
            value ->
                value.startsWith("file:") || value.startsWith("env:")
                    ? secretAt(name, value)
                    : value);
  }

  private String secretAt(String name, String value) {
    if (value.startsWith("env:")) {
      String content = System.getenv(value.substring("env:".length()));
      if (content == null || content.isEmpty()) {
        throw new IllegalArgumentException(
            "the setting " + name + " names a variable that is not set: " + value);
      }
      return content;
    }
    if (!value.startsWith("file:")) {
      throw new IllegalArgumentException(
          "the setting "
              + name
              + " of "
              + backend
              + " says where the secret is, as file:PATH or env:NAME, and never the secret"
              + " itself");
    }
    try {
      Path file = Path.of(value.substring("file:".length()));
      return SmallFile.text(file).strip();
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the file of the setting " + name + " cannot be read: " + value, e);
    }
  }

  /**
   * A name of letters, digits and hyphens, at most 63 of them.
   *
   * @param name of the setting
   * @param example what a value looks like
   * @return the value
   */
  public Optional<String> word(String name, String example) {
    return given(name)
        .map(
            value -> {
              if (!value.matches("[A-Za-z0-9-]{1,63}")) {
                throw wrong(name, "a name such as " + example, value);
              }
              return value;
            });
  }

  /**
   * A flag, as {@link Values#flag} reads it.
   *
   * @param name of the setting
   * @param otherwise the default
   * @return whether it is set
   */
  public boolean flag(String name, boolean otherwise) {
    return given(name)
        .map(value -> read(name, "true or false", value, Values::flag))
        .orElse(otherwise);
  }

  /**
   * A whole number.
   *
   * @param name of the setting
   * @param least the smallest that is allowed
   * @param most the largest
   * @param otherwise the default
   * @return the number
   */
  public int number(String name, int least, int most, int otherwise) {
    return given(name)
        .map(
            value -> {
              int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
              if (number < least || number > most) {
                throw wrong(name, "a number from " + least + " to " + most, value);
              }
              return number;
            })
        .orElse(otherwise);
  }

  /**
   * A number of bytes, such as {@code 8m}, as {@link Values#size} reads it.
   *
   * @param name of the setting
   * @param least the smallest that is allowed
   * @param most the largest
   * @param otherwise the default
   * @return bytes
   */
  public long size(String name, long least, long most, long otherwise) {
    String range = "a size from " + Values.text(least) + " to " + Values.text(most);
    return given(name)
        .map(
            value -> {
              long size = read(name, range, value, Values::size);
              if (size < least || size > most) {
                throw wrong(name, range, value);
              }
              return size;
            })
        .orElse(otherwise);
  }

  /**
   * A time, such as {@code 5s}, as {@link Values#duration} reads it; {@code 0} and {@code off} are
   * none.
   *
   * @param name of the setting
   * @param otherwise the default
   * @return at least zero
   */
  public Duration time(String name, Duration otherwise) {
    String expected = "a time such as 500ms, 5s, 10m, 24h or off";
    return given(name)
        .map(value -> read(name, expected, value, Values::duration))
        .orElse(otherwise);
  }

  /**
   * The address of a service.
   *
   * @param name of the setting
   * @return a URI of http or https
   */
  public Optional<URI> address(String name) {
    return given(name)
        .map(
            value -> {
              if (!value.matches("https?://[^/\\s@?#]+(/[^\\s@?#]*)?")) {
                throw wrong(name, "an address such as https://host:port", value);
              }
              return URI.create(value);
            });
  }

  /**
   * One of several.
   *
   * @param <T> what they are
   * @param name of the setting
   * @param otherwise the default
   * @param meaning what a value means; throws {@link IllegalArgumentException} for one that means
   *     nothing
   * @return the choice
   */
  public <T> T choice(String name, T otherwise, Function<String, T> meaning) {
    return text(name).map(meaning).orElse(otherwise);
  }

  private <T> T read(String name, String expected, String value, Function<String, T> reader) {
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException e) {
      throw wrong(name, expected, value);
    }
  }

  private IllegalArgumentException wrong(String name, String expected, String value) {
    return new IllegalArgumentException(
        "the setting " + name + " of " + backend + " is " + expected + ", not \"" + value + "\"");
  }

  /**
   * Rejects settings that no one has read; called after all others were read.
   *
   * @throws IllegalArgumentException when a setting is given that has no meaning
   */
  public void refuseOthers() {
    for (String name : values.keySet()) {
      if (!asked.contains(name)) {
        throw new IllegalArgumentException(
            backend
                + " has no setting \""
                + name
                + "\"; it has "
                + String.join(", ", asked.stream().sorted().toList()));
      }
    }
  }
}
