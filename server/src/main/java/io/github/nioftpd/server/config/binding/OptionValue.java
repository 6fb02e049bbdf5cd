package io.github.nioftpd.server.config.binding;

import java.nio.file.Path;

/** Values of options, in the notation of the configuration file. */
public final class OptionValue {

  private OptionValue() {}

  /**
   * Reads a value.
   *
   * @param <T> its type
   * @param option the option, for the message
   * @param type a type that a key of the configuration file may have
   * @param text the value; paths are relative to the current directory
   * @return the value
   * @throws IllegalArgumentException when the value is wrong; the message names the option
   */
  public static <T> T read(String option, Class<T> type, String text) {
    Scalar<?> scalar = Scalars.of(type).orElseThrow();
    try {
      return type.cast(scalar.reader().read(text, Path.of("").toAbsolutePath()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + scalar.mistake(text, e), e);
    }
  }

  /**
   * Checks a number.
   *
   * @param option the option, for the message
   * @param value the number
   * @param from the smallest value
   * @param to the largest value
   * @return the number
   * @throws IllegalArgumentException when it is out of range
   */
  public static int within(String option, int value, int from, int to) {
    if (value < from || value > to) {
      throw new IllegalArgumentException(
          option + ": \"" + value + "\" is not " + Scalars.number(from, to));
    }
    return value;
  }
}
