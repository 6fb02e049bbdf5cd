package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.config.Bandwidth;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.security.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bandwidth limits per connection, session, user and server, and their fair division. */
final class BandwidthTest {

  private static final int MIB = 1 << 20;
  private static final Bandwidth FREE = Bandwidth.UNLIMITED;

  private final FileSystem files = TestFtp.memory();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeEach
  void fill() throws IOException {
    Files.write(files.getPath("/file"), new byte[2 * MIB]);
  }

  @AfterEach
  void close() throws IOException {
    threads.close();
    files.close();
  }

  private TestFtp start(Limits limits, AccountLimits account) throws IOException {
    return TestFtp.start(
        files,
        builder ->
            builder
                .limits(limits)
                .authenticator(
                    login ->
                        Optional.of(
                            Account.of(login.user(), files, Permission.all()).limits(account))));
  }

  private static RawClient login(TestFtp ftp, String user) throws IOException {
    RawClient client = ftp.connect();
    client.say("USER " + user).expect(331);
    client.say("PASS x").expect(230);
    client.say("TYPE I").expect(200);
    return client;
  }

  private static double download(TestFtp ftp, String user) throws IOException {
    try (RawClient client = login(ftp, user)) {
      long began = System.nanoTime();
      assertThat(client.download("RETR file")).hasSize(2 * MIB);
      return (System.nanoTime() - began) / 1e9;
    }
  }

  private static double upload(TestFtp ftp, String user) throws IOException {
    try (RawClient client = login(ftp, user)) {
      long began = System.nanoTime();
      client.upload("STOR " + user, new byte[2 * MIB]);
      return (System.nanoTime() - began) / 1e9;
    }
  }

  /** No transfer is faster than its limit; how much slower depends on the load of the machine. */
  private static void isAbout(double seconds, double wanted) {
    assertThat(seconds).isBetween(wanted * 0.9, wanted * 3);
  }

  @Test
  void aConnectionIsNoFasterThanItsLimitInEitherDirection() throws IOException {
    Limits limits = TestFtp.QUICK.connectionBandwidth(new Bandwidth(MIB, 2 * MIB));
    try (TestFtp ftp = start(limits, AccountLimits.NONE)) {
      isAbout(download(ftp, "a"), 2);
      isAbout(upload(ftp, "a"), 1);
    }
  }

  @Test
  void theLimitOfAnAccountPrecedesThatOfTheServer() throws IOException {
    Limits limits =
        TestFtp.QUICK
            .sessionBandwidth(new Bandwidth(1, 1))
            .connectionBandwidth(new Bandwidth(1, 1));
    Bandwidth two = new Bandwidth(2 * MIB, 2 * MIB);
    AccountLimits account = AccountLimits.NONE.sessionBandwidth(two).connectionBandwidth(two);
    try (TestFtp ftp = start(limits, account)) {
      isAbout(download(ftp, "a"), 1);
      isAbout(upload(ftp, "a"), 1);
    }
  }

  @Test
  void theSessionsOfAUserShareItsBandwidthFairly() throws Exception {
    AccountLimits account = AccountLimits.NONE.bandwidth(new Bandwidth(4 * MIB, 0));
    try (TestFtp ftp = start(TestFtp.QUICK, account)) {
      double other = together(ftp, List.of("a", "a", "a", "a"));
      isAbout(other, 2);
    }
  }

  @Test
  void allUsersShareTheBandwidthOfTheServerAndAReloadChangesIt() throws Exception {
    Limits limits = TestFtp.QUICK.bandwidth(new Bandwidth(4 * MIB, 0));
    try (TestFtp ftp = start(limits, AccountLimits.NONE)) {
      isAbout(together(ftp, List.of("a", "b", "c", "d")), 2);
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      ftp.server()
          .reload(
              FtpServer.builder()
                  .listen(address)
                  .limits(TestFtp.QUICK.bandwidth(new Bandwidth(MIB, 0)))
                  .authenticator(
                      login -> Optional.of(Account.of("a", files, Permission.readOnly()))));
      isAbout(download(ftp, "a"), 2);
    }
  }

  /**
   * Returns the time of the slowest transfer, and asserts that the fastest does not take much less.
   */
  private double together(TestFtp ftp, List<String> users)
      throws InterruptedException, ExecutionException {
    List<Future<Double>> runs = new ArrayList<>();
    for (String user : users) {
      runs.add(threads.submit(() -> download(ftp, user)));
    }
    double least = Double.MAX_VALUE;
    double most = 0;
    for (Future<Double> run : runs) {
      least = Math.min(least, run.get());
      most = Math.max(most, run.get());
    }
    assertThat(least).isGreaterThan(most * 0.5);
    return most;
  }

  @Test
  void aThrottledTransferIsNotStalledAndAbortsAtOnce() throws Exception {
    Limits limits =
        TestFtp.QUICK.dataStall(Duration.ofMillis(500)).connectionBandwidth(new Bandwidth(20, 20));
    try (TestFtp ftp = start(limits, AccountLimits.NONE);
        RawClient client = login(ftp, "a");
        Socket data = client.passive()) {
      client.say("RETR file").expect(150);
      InputStream in = data.getInputStream();
      long end = System.nanoTime() + 3_000_000_000L;
      while (System.nanoTime() < end) {
        assertThat(in.read()).isZero();
      }
      Duration time = Patience.time(() -> client.say("ABOR").expect(426));
      assertThat(time).isLessThan(Duration.ofSeconds(5));
      client.expect(226);
    }
  }

  @Test
  void aThrottledUploadEndsAtOnceWhenItsClientDisconnects() throws Exception {
    Limits limits = TestFtp.QUICK.connectionBandwidth(new Bandwidth(0, 1));
    try (TestFtp ftp = start(limits, AccountLimits.NONE);
        RawClient client = login(ftp, "a");
        Socket data = client.passive()) {
      client.say("STOR slow").expect(150);
      OutputStream out = data.getOutputStream();
      out.write(new byte[1_000]);
      client.close();
      Patience.until("the session ends", () -> ftp.server().sessions().isEmpty());
    }
  }
}
