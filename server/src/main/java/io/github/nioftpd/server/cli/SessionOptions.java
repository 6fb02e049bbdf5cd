package io.github.nioftpd.server.cli;

import static io.github.nioftpd.server.config.binding.OptionValue.within;

import io.github.nioftpd.config.BanPolicy;
import io.github.nioftpd.config.Network;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.LimitsSection;
import io.github.nioftpd.server.config.LimitsSection.BanSection;
import io.github.nioftpd.server.config.binding.OptionValue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that limit sessions. */
final class SessionOptions {

  private static final List<String> MODELS =
      List.of("async", "pre-fork", "multi-thread", "multi-proc");
  private static final int MOST = Integer.MAX_VALUE;

  @Option(
      names = "--banner",
      paramLabel = "TEXT",
      description = "Greeting for clients that connect.")
  @Nullable String banner;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Close a session after this idle time (default: 300; 0: never).")
  int timeout = 300;

  @Option(
      names = "--max-cons",
      paramLabel = "N",
      description = "Maximum number of sessions (default: 512; 0: no limit).")
  int sessions = 512;

  @Option(
      names = "--max-cons-per-ip",
      paramLabel = "N",
      description = "Maximum number of sessions per client address (default: 0, no limit).")
  int sessionsPerAddress;

  @Option(
      names = "--max-transfers",
      paramLabel = "N",
      description =
          "Maximum number of transfers, listings and other long commands at the same time (default:"
              + " 0, as many as sessions, at most 1000).")
  int transfers;

  @Option(
      names = "--max-login-attempts",
      paramLabel = "N",
      description = "Close a session after N failed logins (default: 3).")
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
          "Networks that are never banned, such as 10.0.0.0/8 (default: 127.0.0.0/8,::1).")
  @Nullable List<String> banExempt;

  @Option(
      names = "--concurrency",
      paramLabel = "MODEL",
      description =
          "Accepted for compatibility with pyftpdlib, without effect: each session and each"
              + " transfer has its own thread.")
  @Nullable String concurrency;

  LimitsSection limits() {
    if (concurrency != null && !MODELS.contains(concurrency)) {
      throw new IllegalArgumentException(
          "--concurrency: \"" + concurrency + "\" is not one of " + String.join(", ", MODELS));
    }
    LimitsSection usual = LimitsSection.DEFAULT;
    return new LimitsSection(
        within("--max-cons", sessions, 0, MOST),
        within("--max-cons-per-ip", sessionsPerAddress, 0, MOST),
        usual.sessionsPerUser(),
        within("--max-transfers", transfers, 0, MOST),
        within("--max-login-attempts", loginAttempts, 1, MOST),
        usual.loginDelay(),
        usual.loginDeadline(),
        Duration.ofSeconds(within("--timeout", timeout, 0, MOST)),
        usual.stall(),
        usual.connect(),
        usual.partFiles(),
        usual.bandwidth(),
        usual.sessionBandwidth(),
        usual.connectionBandwidth(),
        bans(usual.ban()));
  }

  private BanSection bans(BanSection usual) {
    List<Network> exempt =
        banExempt == null
            ? usual.exempt()
            : banExempt.stream()
                .map(text -> OptionValue.read("--ban-exempt", Network.class, text))
                .toList();
    return new BanSection(
        within("--ban-after", banAfter, 0, BanPolicy.MOST_FAILURES),
        usual.within(),
        usual.duration(),
        exempt);
  }

  String banner() {
    return banner == null ? Configuration.BANNER : banner;
  }
}
