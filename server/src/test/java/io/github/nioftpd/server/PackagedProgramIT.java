package io.github.nioftpd.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.Libraries;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged program (launcher, jar and libraries) on every kind of location that it supports,
 * without the class path of tests.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("packaged")
final class PackagedProgramIT {

  private static final byte[] CONTENT = new byte[100_000];
  private static final Pattern STARTED = Pattern.compile(".*FTP server on 127.0.0.1:(\\d+), .*");

  static {
    new Random(2).nextBytes(CONTENT);
  }

  @TempDir private static Path directory;
  private static Peers peers;

  /** Copies the program to a directory without sources, as in an installation. */
  @BeforeAll
  static void install() throws IOException {
    Path target = Files.createDirectories(directory.resolve("server/target"));
    Path lib = Files.createDirectory(target.resolve("lib"));
    copy(Path.of("target"), target);
    copy(Path.of("target/lib"), lib);
    Files.copy(Path.of("../nioftpd"), directory.resolve("nioftpd"));
    peers = new Peers(Files.createDirectory(directory.resolve("peers")), CONTENT);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(from, "*.jar")) {
      for (Path jar : jars) {
        Files.copy(jar, to.resolve(jar.getFileName()));
      }
    }
  }

  @AfterAll
  static void closePeers() throws Exception {
    peers.close();
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(directory.resolve("nioftpd").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("CLASSPATH|J.*_OPTIONS"));
    builder.environment().put("NIOFTPD_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("NIOFTPD_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx128m");
    return builder.start();
  }

  /** A location and its capabilities. */
  record Row(String location, String can) {}

  /** The rows of {@code nioftpd backends}. */
  static List<Row> backends() throws Exception {
    return backends(List.of());
  }

  private static List<Row> backends(List<String> locations) throws Exception {
    Process process =
        start(Stream.concat(Stream.of("backends"), locations.stream()).toArray(String[]::new));
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(errors).isZero();
    return output
        .lines()
        .skip(1)
        .map(line -> line.split(" +", 2))
        .map(parts -> new Row(parts[0], parts[1].replaceAll(" +", " ")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aFileIsTransferred(Row row) throws Exception {
    Process process = start(peers.location(row.location()), "-w", "-p", "0");
    List<String> log = new ArrayList<>();
    try (BufferedReader errors = process.errorReader(UTF_8)) {
      transfer(port(errors, log), row.can().startsWith("yes"));
      process.toHandle().destroy();
      log.addAll(errors.lines().toList());
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(log).noneMatch(line -> line.contains("Exception"));
  }

  private static void transfer(int port, boolean writable) throws IOException {
    FTPClient client = new FTPClient();
    client.connect("127.0.0.1", port);
    try {
      assertThat(client.login("anonymous", "me@example.org")).isTrue();
      client.enterLocalPassiveMode();
      client.setFileType(FTP.BINARY_FILE_TYPE);
      boolean stored = client.storeFile(Peers.NAME, new ByteArrayInputStream(CONTENT));
      assertThat(stored).as(client.getReplyString()).isEqualTo(writable);
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      assertThat(client.retrieveFile(Peers.NAME, received)).as(client.getReplyString()).isTrue();
      assertThat(received.toByteArray()).isEqualTo(CONTENT);
      client.logout();
    } finally {
      client.disconnect();
    }
  }

  private static int port(BufferedReader errors, List<String> log) throws IOException {
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      log.add(line);
      Matcher started = STARTED.matcher(line);
      if (started.matches()) {
        return Integer.parseInt(started.group(1));
      }
    }
    throw new AssertionError("the program did not start:\n" + String.join("\n", log));
  }

  @Test
  void theCapabilitiesOfAKindAreTrueForALocation() throws Exception {
    Map<String, String> expected = new TreeMap<>();
    for (Row row : backends()) {
      expected.put(peers.location(row.location()), row.can());
    }
    assertThat(backends(List.copyOf(expected.keySet())))
        .containsExactlyInAnyOrderElementsOf(
            expected.entrySet().stream().map(e -> new Row(e.getKey(), e.getValue())).toList());
  }

  @Test
  void everyLibraryOfABackendIsInTheProgram() throws IOException {
    assertThat(Libraries.missing(Path.of("target/lib"))).isEmpty();
  }
}
