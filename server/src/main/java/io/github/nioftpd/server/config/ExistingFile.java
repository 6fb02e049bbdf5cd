package io.github.nioftpd.server.config;

import java.nio.file.Path;

/**
 * A file that could be read when the configuration was.
 *
 * @param path where it is
 */
public record ExistingFile(Path path) {
  @Override
  public String toString() {
    return path.toString();
  }
}
