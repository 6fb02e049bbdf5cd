package com.example.comparison;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Measures what an FTP server costs the tests that use it. */
public final class Figures {

  /** A server that runs. */
  public interface Running extends AutoCloseable {

    /** {@return the port of the control connection} */
    int port();
  }

  /** Starts a server. */
  @FunctionalInterface
  public interface Starter {

    /** {@return a server that has started} */
    Running start() throws Exception;
  }

  private static final int WARM_UP = 50;
  private static final int WARM = 51;

  /** Jars that are not the server's: the code under test, JUnit and AssertJ. */
  private static final List<String> OTHERS =
      List.of(
          "apiguardian",
          "assertj",
          "byte-buddy",
          "commons-io",
          "commons-net",
          "comparison-",
          "junit",
          "opentest4j",
          "surefire");

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private record Time(double wall, double processor) {}

  private Figures() {}

  /**
   * Measures a server and appends a row to the table.
   *
   * @param name the name of the server
   * @param starter starts one with a user and a file
   * @return the greeting of the last server
   */
  public static String measure(String name, Starter starter) throws Exception {
    Time first = start(starter);
    for (int i = 0; i < WARM_UP; i++) {
      start(starter);
    }
    long processor = SYSTEM.getProcessCpuTime();
    double[] warm = new double[WARM];
    for (int i = 0; i < WARM; i++) {
      warm[i] = start(starter).wall();
    }
    double used = (SYSTEM.getProcessCpuTime() - processor) / 1e6 / WARM;
    Arrays.sort(warm);
    List<Path> jars = jars();
    long bytes = 0;
    for (Path jar : jars) {
      bytes += Files.size(jar);
    }
    write(
        String.format(
            Locale.ROOT,
            "| %s | %d | %d | %.1f | %.0f | %.0f | %.1f | %.1f |%n",
            name,
            linesOfSetUp(),
            jars.size(),
            bytes / 1e6,
            first.processor(),
            first.wall(),
            used,
            warm[WARM / 2]));
    try (Running server = starter.start();
        Socket socket = new Socket("127.0.0.1", server.port())) {
      return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
    }
  }

  /** The time of one start in ms; the time of the end is not part of it. */
  private static Time start(Starter starter) throws Exception {
    long processor = SYSTEM.getProcessCpuTime();
    long wall = System.nanoTime();
    try (Running server = starter.start()) {
      long ended = System.nanoTime();
      long used = SYSTEM.getProcessCpuTime() - processor;
      if (server.port() <= 0) {
        throw new IllegalStateException("no port");
      }
      return new Time((ended - wall) / 1e6, used / 1e6);
    }
  }

  private static List<Path> jars() {
    String path = System.getProperty("surefire.test.class.path");
    return Arrays.stream(path.split(File.pathSeparator))
        .map(Path::of)
        .filter(jar -> jar.toString().endsWith(".jar"))
        .filter(jar -> OTHERS.stream().noneMatch(jar.getFileName().toString()::contains))
        .toList();
  }

  /** Lines of code between the two comments, without blank ones. */
  private static long linesOfSetUp() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("src/test/java/com/example/comparison/TransferTest.java"))
            .stream()
            .map(String::strip)
            .toList();
    return lines.subList(lines.indexOf("// set-up") + 1, lines.indexOf("// end")).stream()
        .filter(line -> !line.isEmpty())
        .count();
  }

  private static void write(String row) throws IOException {
    Path table = Path.of(System.getProperty("figures"));
    Files.createDirectories(table.getParent());
    if (Files.notExists(table)) {
      Files.writeString(
          table,
          """
          | server | lines of set-up | jars | MB | first, CPU ms | first, ms | warm, CPU ms | warm, ms |
          | --- | --- | --- | --- | --- | --- | --- | --- |
          """);
    }
    Files.writeString(table, row, StandardOpenOption.APPEND);
  }
}
