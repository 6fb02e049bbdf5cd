package io.github.nioftpd.server;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.config.BanPolicy;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.config.Network;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that bound sessions. */
final class SessionOptions {

  private static final List<String> MODELS =
      List.of("async", "pre-fork", "multi-thread", "multi-proc");

  @Option(
      names = "--banner",
      paramLabel = "TEXT",
      description = "The greeting of a client that connects.")
  @Nullable String banner;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Close a session that is silent for so long (default: 300; 0: never).")
  int timeout = 300;

  @Option(
      names = "--max-cons",
      paramLabel = "N",
      description = "Sessions at once (default: 512; 0: no limit).")
  int sessions = 512;

  @Option(
      names = "--max-cons-per-ip",
      paramLabel = "N",
      description = "Sessions at once from one address (default: 0, no limit).")
  int sessionsPerAddress;

  @Option(
      names = "--max-transfers",
      paramLabel = "N",
      description =
          "Transfers, listings and other long commands at once (default: 0, as many as sessions, at"
              + " most 1000).")
  int transfers;

  @Option(
      names = "--max-login-attempts",
      paramLabel = "N",
      description = "Failed logins before a session is closed (default: 3).")
  int loginAttempts = 3;

  @Option(
      names = "--ban-after",
      paramLabel = "N",
      description =
          "Ban an address for 10 minutes after N failed logins within 10 minutes (default: 10; 0:"
              + " never).")
  int banAfter = BanPolicy.DEFAULT.failures();

  @Option(
      names = "--ban-exempt",
      paramLabel = "NETWORK",
      split = ",",
      description =
          "The networks that are never banned, such as 10.0.0.0/8 (default: 127.0.0.0/8,::1).")
  @Nullable List<String> banExempt;

  @Option(
      names = "--concurrency",
      paramLabel = "MODEL",
      description =
          "Accepted for the sake of pyftpdlib's users, without effect: each session and each"
              + " transfer has a thread.")
  @Nullable String concurrency;

  void check() {
    if (concurrency != null && !MODELS.contains(concurrency)) {
      throw new IllegalArgumentException(
          "--concurrency is one of " + String.join(", ", MODELS) + ", not " + concurrency);
    }
    notBelow(0, timeout, "--timeout");
    notBelow(0, sessions, "--max-cons");
    notBelow(0, sessionsPerAddress, "--max-cons-per-ip");
    notBelow(0, transfers, "--max-transfers");
    notBelow(1, loginAttempts, "--max-login-attempts");
    if (banAfter < 0 || banAfter > BanPolicy.MOST_FAILURES) {
      throw new IllegalArgumentException(
          "--ban-after is 0 to " + BanPolicy.MOST_FAILURES + ", not " + banAfter);
    }
    bans();
  }

  private static void notBelow(int bound, int value, String option) {
    if (value < bound) {
      throw new IllegalArgumentException(option + " is " + bound + " or more, not " + value);
    }
  }

  private BanPolicy bans() {
    BanPolicy usual = BanPolicy.DEFAULT.failures(banAfter);
    return banExempt == null
        ? usual
        : usual.exempt(banExempt.stream().map(Network::parse).toList());
  }

  void apply(FtpServer.Builder builder) {
    builder.bans(bans());
    builder.limits(
        Limits.DEFAULT
            .idle(Duration.ofSeconds(timeout))
            .sessions(sessions)
            .sessionsPerAddress(sessionsPerAddress)
            .transfers(transfers)
            .loginAttempts(loginAttempts));
    if (banner != null) {
      builder.banner(banner);
    }
  }
}
