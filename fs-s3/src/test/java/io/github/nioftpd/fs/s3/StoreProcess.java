package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * A store in processes of its own, started by a script among the resources. It is on the loopback
 * interface, in a directory that is removed, and ends with this JVM, however that ends.
 */
final class StoreProcess {

  /** Below are services, above are the ports that the system gives to clients. */
  private static final int FIRST_PORT = 10_000;

  private static final int LAST_PORT = 32_000;

  private StoreProcess() {}

  /**
   * Starts a store, which takes some seconds.
   *
   * @param script the name of the script
   * @param ports the number of ports it listens on; it serves S3 on the last of them
   * @param environment for the script
   * @return where it serves S3
   * @throws IllegalStateException when it does not start, with the end of its logs
   */
  static URI start(String script, int ports, Map<String, String> environment) {
    try {
      Path directory = Files.createTempDirectory("nioftpd-store");
      for (String name : List.of("store.sh", script)) {
        try (InputStream resource = StoreProcess.class.getResourceAsStream(name)) {
          Files.copy(resource, directory.resolve(name));
        }
      }
      List<String> command = new ArrayList<>(List.of("bash", directory.resolve(script).toString()));
      command.add(directory.toString());
      List<Integer> free = freePorts(ports);
      free.forEach(port -> command.add(String.valueOf(port)));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      await(builder.start());
      return URI.create("http://127.0.0.1:" + free.getLast());
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

  private static List<Integer> freePorts(int count) {
    Set<Integer> ports = new HashSet<>();
    while (ports.size() < count) {
      ports.add(freePort());
    }
    return List.copyOf(ports);
  }

  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // another process has it
      }
    }
  }
}
