package io.github.nioftpd.server.config;

import io.github.nioftpd.config.BanPolicy;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.config.Network;
import io.github.nioftpd.server.config.AccountSection.BandwidthSection;
import java.time.Duration;
import java.util.List;

/** The bounds of the server. A count of 0 and a time of 0 are no limit. */
public record LimitsSection(
    @Key(value = "Sessions at once; 0 is no limit.", otherwise = "512") int sessions,
    @Key(value = "Sessions at once from one address; 0 is no limit.", otherwise = "0")
        int sessionsPerAddress,
    @Key(value = "Sessions at once of one user; 0 is no limit.", otherwise = "0")
        int sessionsPerUser,
    @Key(
            value =
                "Transfers, listings and other long commands at once, each on a thread; 0 is as"
                    + " many as sessions, at most 1000.",
            otherwise = "0")
        int transfers,
    @Key(value = "Failed logins before a session is closed.", otherwise = "3", from = 1)
        int loginAttempts,
    @Key(value = "How long the reply to a failed login is held back.", otherwise = "3s")
        Duration loginDelay,
    @Key(value = "How long a client may take to log in; 0 is for ever.", otherwise = "60s")
        Duration loginDeadline,
    @Key(value = "How long a session may be silent; 0 is for ever.", otherwise = "5m")
        Duration idle,
    @Key(value = "How long a transfer may make no progress; 0 is for ever.", otherwise = "5m")
        Duration stall,
    @Key(value = "How long a data connection may take to come up.", otherwise = "30s")
        Duration connect,
    @Key(
            value = "How long a hidden part file that a crash left is kept; 0 is for ever.",
            otherwise = "1d")
        Duration partFiles,
    @Key(value = "For all sessions of the server together.") BandwidthSection bandwidth,
    @Key(value = "For each session.") BandwidthSection sessionBandwidth,
    @Key(value = "For each data connection.") BandwidthSection connectionBandwidth,
    @Key(value = "When an address is banned for a while.") BanSection ban) {

  /** When an address is banned. */
  public record BanSection(
      @Key(value = "After so many failed logins; 0 is never", otherwise = "10", to = 100)
          int failures,
      @Key(value = "within this time", otherwise = "10m") Duration within,
      @Key(value = "for so long.", otherwise = "10m") Duration duration,
      @Key(
              value = "The networks that are never banned; [] is none. Trusted proxies never are.",
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
