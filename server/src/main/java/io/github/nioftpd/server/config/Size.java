package io.github.nioftpd.server.config;

import io.github.nioftpd.fs.Values;

/**
 * A number of bytes.
 *
 * @param bytes 0 or more
 */
public record Size(long bytes) {

  @Override
  public String toString() {
    return Values.text(bytes);
  }
}
