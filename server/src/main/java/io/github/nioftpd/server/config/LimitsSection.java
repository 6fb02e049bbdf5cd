package io.github.nioftpd.server.config;

import io.github.nioftpd.config.BanPolicy;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.config.Network;
import io.github.nioftpd.server.config.AccountSection.BandwidthSection;
import java.time.Duration;
import java.util.List;

/** Limits of the server. A count or time of 0 means no limit. */
public record LimitsSection(
    @Key(value = "Maximum number of concurrent sessions; 0: no limit.", otherwise = "512")
        int sessions,
    @Key(
            value = "Maximum number of concurrent sessions per client address; 0: no " + "limit.",
            otherwise = "0")
        int sessionsPerAddress,
    @Key(value = "Maximum number of concurrent sessions per user; 0: no limit.", otherwise = "0")
        int sessionsPerUser,
    @Key(
            value =
                "Maximum number of concurrent transfers, listings and other long "
                    + "commands; 0: as many as sessions, at most 1000.",
            otherwise = "0")
        int transfers,
    @Key(
            value = "Number of failed logins after which a session is closed.",
            otherwise = "3",
            from = 1)
        int loginAttempts,
    @Key(value = "Delay of the reply to a failed login.", otherwise = "3s") Duration loginDelay,
    @Key(value = "Time limit for logging in; 0: no limit.", otherwise = "60s")
        Duration loginDeadline,
    @Key(value = "Idle time after which a session is closed; 0: never.", otherwise = "5m")
        Duration idle,
    @Key(
            value = "Time without progress after which a transfer is aborted; 0: never.",
            otherwise = "5m")
        Duration stall,
    @Key(value = "Time limit for setting up a data connection.", otherwise = "30s")
        Duration connect,
    @Key(
            value = "Age at which hidden part files left by a crash are deleted; 0: " + "never.",
            otherwise = "1d")
        Duration partFiles,
    @Key(value = "Bandwidth of all sessions together.") BandwidthSection bandwidth,
    @Key(value = "Bandwidth of each session.") BandwidthSection sessionBandwidth,
    @Key(value = "Bandwidth of each data connection.") BandwidthSection connectionBandwidth,
    @Key(value = "Temporary bans of client addresses.") BanSection ban) {

  /** When an address is banned. */
  public record BanSection(
      @Key(
              value = "Number of failed logins that leads to a ban; 0: no bans.",
              otherwise = "10",
              to = 100)
          int failures,
      @Key(value = "Period in which failed logins are counted.", otherwise = "10m") Duration within,
      @Key(value = "Duration of a ban.", otherwise = "10m") Duration duration,
      @Key(
              value =
                  "Networks that are never banned; []: none. Trusted proxies are never "
                      + "banned.",
              otherwise = "127.0.0.0/8, ::1/128")
          List<Network> exempt) {

    /** The rule of a file that has none. */
    public static final BanSection DEFAULT =
        new BanSection(
            BanPolicy.DEFAULT.failures(),
            BanPolicy.DEFAULT.within(),
            BanPolicy.DEFAULT.duration(),
            BanPolicy.DEFAULT.exempt());
  }

  /** The limits of a file that has none. */
  public static final LimitsSection DEFAULT =
      new LimitsSection(
          Limits.DEFAULT.sessions(),
          Limits.DEFAULT.sessionsPerAddress(),
          Limits.DEFAULT.sessionsPerUser(),
          Limits.DEFAULT.transfers(),
          Limits.DEFAULT.loginAttempts(),
          Limits.DEFAULT.loginDelay(),
          Limits.DEFAULT.loginDeadline(),
          Limits.DEFAULT.idle(),
          Limits.DEFAULT.dataStall(),
          Limits.DEFAULT.dataConnect(),
          Limits.DEFAULT.partFiles(),
          BandwidthSection.UNLIMITED,
          BandwidthSection.UNLIMITED,
          BandwidthSection.UNLIMITED,
          BanSection.DEFAULT);
}
