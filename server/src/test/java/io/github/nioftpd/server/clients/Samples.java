package io.github.nioftpd.server.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/** The files that each client uploads and downloads. */
final class Samples {

  /** No byte. */
  static final String EMPTY = "empty";

  /** One byte. */
  static final String ONE = "one";

  /** A few bytes more than any buffer holds, with line ends of all kinds. */
  static final String BIG = "big";

  /** A name with spaces and non-ASCII letters. */
  static final String NAMED = "grüße & küsse an Žofie.txt";

  /** The number of bytes transferred before the interruption that a client resumes. */
  static final int BROKEN_AT = 1000;

  private static final Map<String, byte[]> FILES =
      Map.of(
          EMPTY,
          new byte[0],
          ONE,
          new byte[] {'x'},
          BIG,
          random(1024 * 1024 + 3),
          NAMED,
          "Grüße\n".getBytes(UTF_8));

  private Samples() {}

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(959).nextBytes(bytes);
    return bytes;
  }

  /** All names. */
  static String[] names() {
    return FILES.keySet().toArray(String[]::new);
  }

  /** The content of a file. */
  static byte[] content(String name) {
    return FILES.get(name);
  }

  /** The part of the big file that was transferred before an interruption. */
  static byte[] beginning() {
    return Arrays.copyOf(content(BIG), BROKEN_AT);
  }

  /** Writes all files into a directory, which is created if missing. */
  static Path writeInto(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    return directory;
  }

  /** Writes all files into a directory of the server. */
  static void writeInto(Server server, String directory) throws IOException {
    server.makeDirectory(directory);
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      server.write(directory + "/" + file.getKey(), file.getValue());
    }
  }

  /** Asserts that a directory contains all files. */
  static void assertIn(Path directory) throws IOException {
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      assertThat(directory.resolve(file.getKey())).hasBinaryContent(file.getValue());
    }
  }

  /** Asserts that a directory of the server contains all files. */
  static void assertIn(Server server, String directory) throws IOException {
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      assertThat(server.read(directory + "/" + file.getKey()))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
  }
}
