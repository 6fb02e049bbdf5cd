package io.github.nioftpd.server.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/** The files that each client carries to the server and back. */
final class Samples {

  /** No byte. */
  static final String EMPTY = "empty";

  /** One byte. */
  static final String ONE = "one";

  /** A few bytes more than any buffer holds, and line ends of all kinds among them. */
  static final String BIG = "big";

  /** A name of blanks and of letters beyond ASCII. */
  static final String NAMED = "grüße & küsse an Žofie.txt";

  /** How many bytes had arrived when the transfer broke that a client resumes. */
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

  /** The names of all. */
  static String[] names() {
    return FILES.keySet().toArray(String[]::new);
  }

  /** The content of a file. */
  static byte[] content(String name) {
    return FILES.get(name);
  }

  /** What there is of the big file after a break. */
  static byte[] beginning() {
    return Arrays.copyOf(content(BIG), BROKEN_AT);
  }

  /** Writes all of them into a directory, which is made if there is none. */
  static Path writeInto(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    return directory;
  }

  /** Writes all of them into a directory of the server. */
  static void writeInto(Server server, String directory) throws IOException {
    server.makeDirectory(directory);
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      server.write(directory + "/" + file.getKey(), file.getValue());
    }
  }

  /** Asserts that a directory holds all of them. */
  static void assertIn(Path directory) throws IOException {
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      assertThat(directory.resolve(file.getKey())).hasBinaryContent(file.getValue());
    }
  }

  /** Asserts that a directory of the server holds all of them. */
  static void assertIn(Server server, String directory) throws IOException {
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      assertThat(server.read(directory + "/" + file.getKey()))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
  }
}
