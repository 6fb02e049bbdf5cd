package io.github.nioftpd.server.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.Installed;
import io.github.nioftpd.fs.s3.TestStore;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The program as a separate process on a free port, with access to its files: directly to the
 * directory or bucket, or by a client for memory.
 */
final class Server implements AutoCloseable {

  /** The Java that runs this test. */
  static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** The arguments of Java that start the program. */
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

  private final String name;
  private final Optional<Process> process;
  private final Optional<String> lack;
  private final Session session = new Session(this::port);
  private final Contents contents;
  private final StringBuffer log = new StringBuffer();
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private Server(
      String name,
      Optional<Process> process,
      Optional<String> lack,
      Function<Session, Contents> contents) {
    this.name = name;
    this.process = process;
    this.lack = lack;
    this.contents = contents.apply(session);
  }

  /** The class path of this test without test classes and resources. */
  private static String classPathOfTheProgram() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes") && !entry.endsWith("-tests.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Starts the program for one user with write permission; the options may contain its address. */
  static Server start(String location, String... options) throws IOException, InterruptedException {
    return location.startsWith("memory:")
        ? start("memory", location, session -> session, options)
        : start("directory", location, session -> new Folder(location), options);
  }

  /** Starts the program for a new bucket. */
  static Server start(TestStore store) throws IOException, InterruptedException {
    String bucket = store.newBucket();
    Relay relay = new Relay(store.endpoint());
    String location = store.location(bucket, relay.address());
    return start(store.toString(), location, session -> new Bucket(store, bucket, relay, session));
  }

  /** A server that cannot start because something is missing; every use fails with the reason. */
  static Server lacking(String name, String what) {
    return new Server(name, Optional.empty(), Optional.of(what), session -> session);
  }

  private static Server start(
      String name, String location, Function<Session, Contents> contents, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(JAVA.toString()));
    command.addAll(PROGRAM);
    command.addAll(
        List.of(location, "-p", "0", "-w", "-u", USER, "-P", PASSWORD, "-D", "--max-cons=0"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    Server server = new Server(name, Optional.of(process), Optional.empty(), contents);
    // a read of a pipe would hold the carrier of a virtual thread, and two such all of this JVM
    Thread.ofPlatform().daemon().start(() -> server.listen(process));
    server.awaitStart(process);
    return server;
  }

  private void listen(Process process) {
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

  private void awaitStart(Process process) throws IOException, InterruptedException {
    try {
      port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("the server did not start; its output:\n" + log, e);
    }
  }

  int port() {
    lack.ifPresent(Installed::missing);
    return port.join();
  }

  /**
   * The address with user and password, for clients that take a URL; without a slash at the end.
   */
  String url() {
    return "ftp://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port();
  }

  /** The log of the server with every command and reply, and its exit code if it ended. */
  String log() {
    return process
        .filter(one -> !one.isAlive())
        .map(ended -> log + "ended with code " + ended.exitValue())
        .orElseGet(log::toString);
  }

  @Override
  public String toString() {
    return name;
  }

  /** The bucket of the server. */
  Bucket bucket() {
    lack.ifPresent(Installed::missing);
    return (Bucket) contents;
  }

  byte[] read(String path) throws IOException {
    return contents.read(path);
  }

  void write(String path, byte[] bytes) throws IOException {
    contents.write(path, bytes);
    assertThat(read(path)).isEqualTo(bytes);
  }

  void makeDirectory(String path) throws IOException {
    contents.makeDirectory(path);
  }

  boolean exists(String path) throws IOException {
    return contents.exists(path);
  }

  /** Removes a directory tree. */
  void removeTree(String path) throws IOException {
    session.removeTree(path);
    assertThat(exists(path)).isFalse();
  }

  @Override
  public void close() {
    process.ifPresent(this::end);
  }

  private void end(Process process) {
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
