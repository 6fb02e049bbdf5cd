package io.github.nioftpd.server.config;

import io.github.nioftpd.fs.SmallFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A secret text. It prints as stars.
 *
 * @param value the text
 * @param source where it came from, as {@code file:PATH} or {@code env:NAME}, or empty when it is
 *     in the configuration itself
 */
public record Secret(String value, String source) {

  /** Printed instead of a secret. */
  static final String STARS = "****";

  public static Secret read(String text, Path base) {
    if (text.equals(STARS)) {
      throw new IllegalArgumentException(
          "**** stands for a secret that was not printed; replace it by the secret");
    }
    if (text.startsWith("env:")) {
      return new Secret(variable(text.substring("env:".length())), text);
    }
    if (text.startsWith("file:")) {
      Path file = base.resolve(text.substring("file:".length()));
      return new Secret(firstLine(file), "file:" + file);
    }
    return new Secret(text, "");
  }

  private static String variable(String name) {
    @Nullable String value = System.getenv(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(
          "the environment variable " + name + " is not set or empty");
    }
    return value;
  }

  private static String firstLine(Path file) {
    try {
      String line = SmallFile.firstLine(file);
      if (line.isEmpty()) {
        throw new IllegalArgumentException("the first line of " + file + " is empty");
      }
      return line;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the file " + file + " is not UTF-8", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " " + FileErrors.reason(e), e);
    }
  }

  /** Whether this is the hash of a password, as options make it. */
  public boolean isHash() {
    return value.startsWith("$argon2id$");
  }

  /** How the file names it, without giving it away. */
  public String shown() {
    return source.isEmpty() ? STARS : source;
  }

  @Override
  public String toString() {
    return shown();
  }
}
