package io.github.nioftpd.test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The content of a file of a new tree. */
@FunctionalInterface
interface Content {

  InputStream open() throws IOException;

  static Content of(byte[] bytes) {
    return () -> new ByteArrayInputStream(bytes);
  }

  static Content of(String path, Path source) {
    if (!Files.isRegularFile(source)) {
      throw new IllegalArgumentException(
          "the source of " + path + ", " + source + ", is not a file");
    }
    return () -> Files.newInputStream(source);
  }

  static Content of(String path, @Nullable URL resource) {
    if (resource == null) {
      throw new IllegalArgumentException(
          "the resource for " + path + " does not exist: getResource returned null");
    }
    return resource::openStream;
  }
}
