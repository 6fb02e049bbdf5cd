package io.github.nioftpd.server;

import io.github.nioftpd.FtpServerBuilder;
import io.github.nioftpd.config.Limits;
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
  }

  private static void notBelow(int bound, int value, String option) {
    if (value < bound) {
      throw new IllegalArgumentException(option + " is " + bound + " or more, not " + value);
    }
  }

  void apply(FtpServerBuilder builder) {
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
