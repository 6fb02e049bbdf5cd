package io.github.nioftpd.server.config;

import io.github.nioftpd.fs.Values;

/**
 * A number of bytes in a second.
 *
 * @param bytesPerSecond 0, which is no limit, or more
 */
public record Rate(long bytesPerSecond) {

  /** No limit. */
  public static final Rate NONE = new Rate(0);

  public static Rate parse(String text) {
    return new Rate(Values.size(text.replaceFirst("/s$", "")));
  }

  @Override
  public String toString() {
    return bytesPerSecond == 0 ? "0" : Values.text(bytesPerSecond) + "/s";
  }
}
