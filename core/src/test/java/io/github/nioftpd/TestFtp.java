package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.event.FtpEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A server on an ephemeral loopback port for one test. User {@code user} with password {@code
 * secret} has all permissions, {@code anonymous} is read-only. On close it asserts that no session
 * and no socket is left.
 */
public final class TestFtp implements AutoCloseable {

  /** Limits short enough for tests. */
  public static final Limits QUICK = Limits.DEFAULT.loginDelay(Duration.ofMillis(10));

  private final FileSystem fileSystem;
  private final FtpServer server;
  private final long socketsBefore;
  private final List<FtpEvent> events = new CopyOnWriteArrayList<>();

  private TestFtp(
      FileSystem fileSystem, Endpoint listener, UnaryOperator<FtpServer.Builder> settings)
      throws IOException {
    this.fileSystem = fileSystem;
    this.socketsBefore = sockets();
    this.server =
        settings
            .apply(
                FtpServer.builder()
                    .listen(listener)
                    .limits(QUICK)
                    .onEvent(events::add)
                    .authenticator(this::authenticate))
            .start();
  }

  /** Serves an empty file system in memory. */
  public static TestFtp start() throws IOException {
    return start(builder -> builder);
  }

  /** Serves an empty file system in memory, with other settings. */
  public static TestFtp start(UnaryOperator<FtpServer.Builder> settings) throws IOException {
    return start(memory(), settings);
  }

  /** Serves a file system. */
  public static TestFtp start(FileSystem fileSystem, UnaryOperator<FtpServer.Builder> settings)
      throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new TestFtp(fileSystem, Endpoint.at(anyPort), settings);
  }

  /** Serves the file system of an account, with which every login succeeds. */
  public static TestFtp start(Account account) throws IOException {
    return start(
        account.fileSystem(), builder -> builder.authenticator(login -> Optional.of(account)));
  }

  /** Serves an empty in-memory file system on given addresses. */
  public static TestFtp startAt(Endpoint listener, UnaryOperator<FtpServer.Builder> settings)
      throws IOException {
    return new TestFtp(memory(), listener, settings);
  }

  /** An empty in-memory file system with the Unix attribute views. */
  public static FileSystem memory() {
    return Jimfs.newFileSystem(
        Configuration.unix().toBuilder()
            .setAttributeViews("basic", "owner", "posix", "unix")
            .setWorkingDirectory("/")
            .build());
  }

  private Optional<Account> authenticate(Credentials credentials) {
    if (!(credentials instanceof Credentials.Password login)) {
      return Optional.empty();
    }
    if (login.user().equals("anonymous")) {
      return Optional.of(account("anonymous", Permission.readOnly()));
    }
    return login.user().equals("user") && login.password().equals("secret")
        ? Optional.of(account("user", Permission.all()))
        : Optional.empty();
  }

  private Account account(String name, Set<Permission> permissions) {
    return Account.of(name, fileSystem, permissions);
  }

  public FtpServer server() {
    return server;
  }

  public int port() {
    return server.address().getPort();
  }

  /** The events so far, in order for each session. */
  public List<FtpEvent> events() {
    return events;
  }

  /** A path of the file system that is served. */
  public Path path(String path) {
    return fileSystem.getPath(path);
  }

  /** Connects and reads the greeting, without a login. */
  public RawClient connect() throws IOException {
    RawClient client = new RawClient(server.address());
    client.expect(220);
    return client;
  }

  /** Connects and logs in as a user with all permissions. */
  public RawClient login() throws IOException {
    RawClient client = connect();
    client.say("USER user").expect(331);
    client.say("PASS secret").expect(230);
    return client;
  }

  /** Connects, logs in as a user with all permissions and sends TYPE I. */
  public RawClient loginBinary() throws IOException {
    RawClient client = login();
    client.say("TYPE I").expect(200);
    return client;
  }

  @Override
  public void close() throws IOException {
    server.close(Duration.ofMillis(500));
    assertThat(server.sessions()).as("sessions left").isEmpty();
    assertThat(socketsLeft()).as("sockets left").isLessThanOrEqualTo(socketsBefore);
  }

  /** A descriptor is closed only after the thread that waits on it has returned. */
  private long socketsLeft() throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    long left = sockets();
    while (left > socketsBefore && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
      left = sockets();
    }
    return left;
  }

  /** The number of open sockets of this process, on systems that report it. */
  private static long sockets() throws IOException {
    ServerSocketChannel.open().close(); // the first one makes the JDK keep an internal socket
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(descriptors)) {
      return all.filter(TestFtp::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false;
    }
  }
}
