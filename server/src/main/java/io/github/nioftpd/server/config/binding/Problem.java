package io.github.nioftpd.server.config.binding;

/**
 * A mistake in a file.
 *
 * @param line where it is, from 1 on, or 0 when it is in no line
 * @param key the key from the top of the file, or empty
 * @param text the mistake and its correction
 */
public record Problem(int line, String key, String text) {

  /** The mistake as a line for a terminal. */
  String in(String file) {
    return file + (line > 0 ? ":" + line : "") + ": " + (key.isEmpty() ? "" : key + ": ") + text;
  }
}
