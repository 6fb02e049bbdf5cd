package io.github.nioftpd.server.config.binding;

import java.nio.file.Path;
import java.util.function.Function;

/**
 * A kind of value.
 *
 * @param name what it is, such as "a duration"
 * @param example a value that would be right, or empty when the name says it all
 * @param reader reads it; throws IllegalArgumentException, with a reason or without
 * @param writer writes it so that the reader reads the same
 */
record Scalar<T>(
    String name, String example, Reader<T> reader, Function<T, String> writer, boolean hidden) {

  /** Reads a value. */
  @FunctionalInterface
  interface Reader<T> {
    /**
     * Reads a value.
     *
     * @param text the value in the file
     * @param base the directory of the file
     */
    T read(String text, Path base);
  }

  static <T> Scalar<T> of(
      String name, String example, Reader<T> reader, Function<T, String> writer) {
    return new Scalar<>(name, example, reader, writer, false);
  }

  /** Description of valid values. */
  String expectation() {
    return example.isEmpty() ? name : name + " such as " + example;
  }

  /** A mistake as a sentence; the text is left out when it is a secret. */
  String mistake(String text, IllegalArgumentException reason) {
    String why = reason.getMessage() == null ? "" : reason.getMessage();
    if (hidden) {
      return why.isEmpty() ? "expected " + expectation() : why;
    }
    return "\"" + text + "\" is not " + expectation() + (why.isEmpty() ? "" : ": " + why);
  }

  /** Writes a value of this kind. */
  @SuppressWarnings("unchecked") // the one who asks knows the kind
  String write(Object value) {
    return writer.apply((T) value);
  }
}
