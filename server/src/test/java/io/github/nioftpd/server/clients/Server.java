package io.github.nioftpd.server.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;

/**
 * The program as a process of its own, on a free port, and a look at what it serves: straight at
 * the directory, or, for the memory of that process, by a client.
 */
final class Server implements AutoCloseable {

  /** The Java that runs this test. */
  static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** What that Java takes to be the program. */
  static final List<String> PROGRAM =
      List.of(
          "-Xmx256m",
          "--enable-native-access=ALL-UNNAMED",
          "-cp",
          classPathOfTheProgram(),
          "io.github.nioftpd.server.Main");

  static final String USER = "bob";
  static final String PASSWORD = "secret";

  private static final int PATIENCE_SECONDS = 60;
  private static final Pattern STARTED =
      Pattern.compile(">>> starting FTP server on (\\S+):(\\d+), ");

  private final String location;
  private final Process process;
  private final StringBuffer log = new StringBuffer();
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private Server(String location, Process process) {
    this.location = location;
    this.process = process;
  }

  /** The class path of this test without classes and settings that are for tests. */
  private static String classPathOfTheProgram() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes") && !entry.endsWith("-tests.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Starts the program for one user who may write; its address is in the options, if at all. */
  static Server start(String location, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(JAVA.toString()));
    command.addAll(PROGRAM);
    command.addAll(
        List.of(location, "-p", "0", "-w", "-u", USER, "-P", PASSWORD, "-D", "--max-cons=0"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Server server = new Server(location, builder.start());
    Thread.ofVirtual().start(server::listen);
    server.awaitStart();
    return server;
  }

  private void listen() {
    try (var lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.append(line).append('\n');
        Matcher matcher = STARTED.matcher(line);
        if (matcher.find()) {
          port.complete(Integer.valueOf(matcher.group(2)));
        }
      }
      port.completeExceptionally(new IOException("the server ended"));
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
  }

  private void awaitStart() throws IOException, InterruptedException {
    try {
      port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("the server did not start; it said:\n" + log, e);
    }
  }

  int port() {
    return port.join();
  }

  /**
   * The address with user and password, for clients that take a URL; without a slash at the end.
   */
  String url() {
    return "ftp://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port();
  }

  /** What the server has logged, with every command and reply, and how it ended if it did. */
  String log() {
    return process.isAlive() ? log.toString() : log + "ended with code " + process.exitValue();
  }

  @Override
  public String toString() {
    return servesMemory() ? "memory" : "directory";
  }

  boolean servesMemory() {
    return location.startsWith("memory:");
  }

  private Path local(String path) {
    return Path.of(location + path);
  }

  byte[] read(String path) throws IOException {
    if (!servesMemory()) {
      return Files.readAllBytes(local(path));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    session(client -> assertThat(client.retrieveFile(path, bytes)).as(path).isTrue());
    return bytes.toByteArray();
  }

  void write(String path, byte[] bytes) throws IOException {
    if (servesMemory()) {
      session(client -> client.storeFile(path, new ByteArrayInputStream(bytes)));
    } else {
      Files.write(local(path), bytes);
    }
    assertThat(read(path)).isEqualTo(bytes);
  }

  void makeDirectory(String path) throws IOException {
    if (servesMemory()) {
      session(client -> assertThat(client.makeDirectory(path)).as(path).isTrue());
    } else {
      Files.createDirectory(local(path));
    }
  }

  boolean exists(String path) throws IOException {
    if (!servesMemory()) {
      return Files.exists(local(path));
    }
    List<Boolean> found = new ArrayList<>();
    session(client -> found.add(client.mlistFile(path) != null));
    return found.getFirst();
  }

  /** Removes a directory with all that is in it. */
  void removeTree(String path) throws IOException {
    session(client -> removeTree(client, path));
    assertThat(exists(path)).isFalse();
  }

  private static void removeTree(FTPClient client, String path) throws IOException {
    for (FTPFile entry : client.mlistDir(path)) {
      String child = path + "/" + entry.getName();
      if (entry.isDirectory()) {
        removeTree(client, child);
      } else {
        assertThat(client.deleteFile(child)).as(child).isTrue();
      }
    }
    assertThat(client.removeDirectory(path)).as(path).isTrue();
  }

  /** What to do with a client that has logged in. */
  interface Use {
    void of(FTPClient client) throws IOException;
  }

  private void session(Use use) throws IOException {
    FTPClient client = new FTPClient();
    client.setControlEncoding(UTF_8);
    client.setUseEPSVwithIPv4(true);
    client.connect("127.0.0.1", port());
    try {
      assertThat(client.login(USER, PASSWORD)).isTrue();
      client.enterLocalPassiveMode();
      client.setFileType(FTP.BINARY_FILE_TYPE);
      use.of(client);
      client.logout();
    } finally {
      client.disconnect();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new UncheckedIOException(new IOException("the server did not end:\n" + log));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
