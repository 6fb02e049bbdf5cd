package io.github.nioftpd.test;

import io.github.nioftpd.ActiveSession;
import io.github.nioftpd.FtpServer;
import io.github.nioftpd.auth.Usage;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.config.TlsKeys;
import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.config.TlsPolicy.ClientCertificates;
import io.github.nioftpd.test.FtpSettings.TestUser;
import io.github.nioftpd.test.tls.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * An FTP server for a test, on a free port of the loopback interface. It needs no test framework:
 *
 * <pre>{@code
 * try (var ftp = FtpFixture.with().user("bob", "secret").file("/in/a.txt", "hello").start()) {
 *   new Downloader(ftp.uri()).run();
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class FtpFixture implements FtpControl, AutoCloseable {

  /** The time that sessions have to end, before they are left behind. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration GRACE = Duration.ofMillis(100);

  private final FtpSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final FtpServer server;
  private volatile Round round;
  private volatile boolean closed;

  private FtpFixture(FtpSettings settings) throws IOException {
    this.settings = settings;
    Round first = Round.open(settings);
    this.round = first;
    boolean started = false;
    try {
      this.server = builder().start();
      started = true;
    } finally {
      if (!started) {
        first.close();
      }
    }
  }

  /** {@return a builder with the default settings} */
  public static Builder with() {
    return new Builder();
  }

  /** The settings of a server. Not safe for use by several threads. */
  public static final class Builder implements FtpSetup<Builder> {

    private final FtpSettings settings = new FtpSettings();

    private Builder() {}

    @Override
    public Builder change(Consumer<FtpSettings> change) {
      change.accept(settings);
      return this;
    }

    /**
     * {@return the server, which is running}
     *
     * @throws UncheckedIOException if it cannot start
     */
    public FtpFixture start() {
      return FtpFixture.start(settings.copy());
    }
  }

  static FtpFixture start(FtpSettings settings) {
    try {
      return new FtpFixture(settings);
    } catch (IOException e) {
      String where = settings.port() == 0 ? "" : " on port " + settings.port();
      throw new UncheckedIOException(
          "cannot start the FTP server of the test" + where + ": " + e, e);
    }
  }

  private FtpServer.Builder builder() {
    FtpServer.Builder builder =
        FtpServer.builder()
            .listen(endpoint())
            .limits(Limits.DEFAULT.loginDelay(Duration.ZERO))
            .clock(settings.clock())
            .ledger(ledger())
            .authenticator(login -> round.authenticate(login));
    return settings
        .applyTo(builder)
        .onEvent(event -> round.journal().event(event))
        .intercept((client, open) -> round.intercept(client, open));
  }

  private Endpoint endpoint() {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port());
    Endpoint endpoint = Endpoint.at(address);
    return settings.tls() == TlsUse.NONE ? endpoint : endpoint.tls(policy());
  }

  private TlsPolicy policy() {
    TlsPolicy policy = TlsPolicy.offered(keys());
    if (settings.tls() != TlsUse.OFFERED) {
      policy = policy.controlRequired(true).dataRequired(true);
    }
    if (settings.wantsClientCertificates()) {
      policy = policy.clientCertificates(ClientCertificates.REQUIRED);
    }
    return policy.implicit(settings.tls() == TlsUse.IMPLICIT);
  }

  /** Without a trust manager unless it is needed: that takes a fifth of the time. */
  private TlsKeys keys() {
    TestCertificates own = TestCertificates.LOCALHOST;
    return settings.wantsClientCertificates()
        ? own.serverKeys()
        : TlsKeys.of(own.key(), List.of(own.certificate()));
  }

  private UsageLedger ledger() {
    return new UsageLedger() {
      @Override
      public Optional<Usage> find(String account) throws IOException {
        return round.ledger().find(account);
      }

      @Override
      public void put(String account, Usage usage) throws IOException {
        round.ledger().put(account, usage);
      }
    };
  }

  @Override
  public FtpFixture fixture() {
    return this;
  }

  FtpServer running() {
    requireOpen();
    return server;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the FTP server of the test is closed");
    }
  }

  /** The files, faults and records of this test. */
  Round round() {
    requireOpen();
    return round;
  }

  /** The same, also after the end of the server. */
  Round lastRound() {
    return round;
  }

  URI uri(TestUser user) {
    String scheme = settings.tls() == TlsUse.IMPLICIT ? "ftps" : "ftp";
    String host = host().contains(":") ? "[" + host() + "]" : host();
    String login =
        user.password()
            .map(password -> encoded(user.name()) + ":" + encoded(password) + "@")
            .orElse("");
    return URI.create(scheme + "://" + login + host + ":" + port() + "/");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Begins the next test. */
  void begin() {
    lock.lock();
    try {
      requireOpen();
      Round next = Round.open(settings);
      Set<Long> old = new HashSet<>();
      server.sessions().forEach(session -> old.add(session.client().session()));
      Round last = round;
      round = next;
      last.end();
      old.addAll(last.journal().sessions());
      endSessions(old);
      server.liftBans();
      last.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot reset the FTP server of the test", e);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the sessions of an earlier test; those that have begun since are of the next one. */
  private void endSessions(Set<Long> old) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      List<ActiveSession> left =
          server.sessions().stream()
              .filter(session -> old.contains(session.client().session()))
              .toList();
      if (left.isEmpty()) {
        return;
      }
      left.forEach(ActiveSession::end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Fails if faults are strict, and one has not happened. */
  void verifyStrictFaults() {
    if (settings.areFaultsStrict()) {
      round.verifyNoUnusedFaults();
    }
  }

  /**
   * Ends all sessions and closes the server and its files. Does nothing if it is closed.
   *
   * @throws AssertionError with {@link FtpSetup#strictFaults}, if a fault has not happened
   */
  @Override
  public void close() {
    if (!closed) {
      try {
        verifyStrictFaults();
      } finally {
        shutdown();
      }
    }
  }

  /** Closes the server without a check. */
  void shutdown() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      round.end();
      server.close(GRACE);
      round.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the files of the FTP server of the test", e);
    } finally {
      lock.unlock();
    }
  }
}
