package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.nioftpd.Installed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * A Ceph cluster of one node with its gateway for S3, from Debian's packages: a store that others
 * have written. It is on the loopback interface, keeps everything in memory, and ends with this
 * JVM, however that ends.
 */
final class CephStore {

  static final String REGION = "us-east-1";
  static final String ACCESS_KEY = "test-access";
  static final String SECRET_KEY = "test-secret";

  /** Below are services, above are the ports that the system gives to clients. */
  private static final int FIRST_PORT = 10_000;

  private static final int LAST_PORT = 32_000;

  private CephStore() {}

  /** What is to be installed before a cluster can start, in a sentence, if anything. */
  static Optional<String> lack() {
    return Installed.lack("radosgw", "ceph-osd", "ceph-mon", "ceph", "bash");
  }

  /**
   * Starts a cluster, which takes about ten seconds.
   *
   * @return where it speaks S3
   * @throws IllegalStateException when it does not start, with the end of its logs
   */
  static URI start() {
    try {
      Path directory = Files.createTempDirectory("nioftpd-ceph");
      Path script = directory.resolve("ceph.sh");
      try (InputStream resource = CephStore.class.getResourceAsStream("ceph.sh")) {
        Files.copy(resource, script);
      }
      int port = freePort();
      ProcessBuilder builder =
          new ProcessBuilder(
                  "bash",
                  script.toString(),
                  directory.toString(),
                  String.valueOf(freePort()),
                  String.valueOf(port))
              .redirectErrorStream(true);
      builder.environment().put("ACCESS_KEY", ACCESS_KEY);
      builder.environment().put("SECRET_KEY", SECRET_KEY);
      await(builder.start());
      return URI.create("http://127.0.0.1:" + port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what the script says; its input stays open for as long as this JVM runs. */
  private static void await(Process process) throws IOException {
    BufferedReader lines = process.inputReader(UTF_8);
    String first = lines.readLine();
    if (!"ready".equals(first)) {
      String more = lines.lines().collect(Collectors.joining("\n"));
      throw new IllegalStateException(first + "\n" + more);
    }
  }

  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // somebody has it
      }
    }
  }
}
