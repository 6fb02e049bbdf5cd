package io.github.nioftpd.server.config;

/**
 * A number of bytes in a second.
 *
 * @param bytesPerSecond 0, which is no limit, or more
 */
public record Rate(long bytesPerSecond) {

  /** No limit. */
  public static final Rate NONE = new Rate(0);

  static Rate parse(String text) {
    return new Rate(Size.parse(text.replaceFirst("/s$", "")).bytes());
  }

  @Override
  public String toString() {
    return bytesPerSecond == 0 ? "0" : new Size(bytesPerSecond) + "/s";
  }
}
