package io.github.nioftpd.config;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The bounds a server keeps. A limit of 0 and a duration of zero mean "no limit", except where
 * noted.
 *
 * @param sessions how many sessions are served at once; one more is refused with 421
 * @param sessionsPerAddress how many sessions one client address may have at once; IPv6 clients
 *     count by their /64
 * @param sessionsPerUser how many sessions one user may have at once, unless the account has a
 *     limit of its own; one more is refused with 421 after the password
 * @param transfers how many transfers, listings and other long commands run at once, each on a
 *     thread; one more is refused with 450. 0 is as many as sessions, at most 1,000
 * @param loginAttempts how many failed logins end a session; at least 1
 * @param loginDelay how long after PASS a failed login is answered, from zero on; when the
 *     authenticator takes longer, the answer comes after the next multiple, so that the time tells
 *     nothing
 * @param loginDeadline how long a client may take until it is logged in, whatever it sends
 * @param idle how long a session without a transfer may stay silent before it is closed with 421
 * @param dataStall how long a transfer may make no progress before it is broken off with 426
 * @param dataConnect how long a data connection may take to come up, passive or active
 * @param partFiles how long a part file of an upload that broke off is kept where a listing meets
 *     it; zero for ever
 * @param bandwidth what all data connections of the server may move together
 * @param sessionBandwidth what one session may move, unless the account has a limit of its own
 * @param connectionBandwidth what one data connection may move, unless the account has a limit of
 *     its own
 */
public record Limits(
    int sessions,
    int sessionsPerAddress,
    int sessionsPerUser,
    int transfers,
    int loginAttempts,
    Duration loginDelay,
    Duration loginDeadline,
    Duration idle,
    Duration dataStall,
    Duration dataConnect,
    Duration partFiles,
    Bandwidth bandwidth,
    Bandwidth sessionBandwidth,
    Bandwidth connectionBandwidth) {

  /**
   * The defaults: 512 sessions, 3 logins, 3 s delay, 60 s to log in, 300 s idle and stalled, 30 s
   * to connect, a day for part files, no limits of bandwidth.
   */
  public static final Limits DEFAULT = new Draft().limits();

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when one is negative, or {@code loginAttempts} is 0
   */
  public Limits {
    if (sessions < 0 || sessionsPerAddress < 0 || sessionsPerUser < 0 || transfers < 0) {
      throw new IllegalArgumentException("a limit of sessions or transfers is 0 or more");
    }
    if (loginAttempts < 1) {
      throw new IllegalArgumentException("the limit of login attempts is 1 or more");
    }
    if (Stream.of(loginDelay, loginDeadline, idle, dataStall, dataConnect, partFiles)
        .anyMatch(Duration::isNegative)) {
      throw new IllegalArgumentException("a time limit is 0 or more");
    }
  }

  /** The same values, to change one of them. Used by one thread. */
  private static final class Draft {
    private int sessions = 512;
    private int sessionsPerAddress;
    private int sessionsPerUser;
    private int transfers;
    private int loginAttempts = 3;
    private Duration loginDelay = Duration.ofSeconds(3);
    private Duration loginDeadline = Duration.ofMinutes(1);
    private Duration idle = Duration.ofMinutes(5);
    private Duration dataStall = Duration.ofMinutes(5);
    private Duration dataConnect = Duration.ofSeconds(30);
    private Duration partFiles = Duration.ofDays(1);
    private Bandwidth bandwidth = Bandwidth.UNLIMITED;
    private Bandwidth sessionBandwidth = Bandwidth.UNLIMITED;
    private Bandwidth connectionBandwidth = Bandwidth.UNLIMITED;

    private Limits limits() {
      return new Limits(
          sessions,
          sessionsPerAddress,
          sessionsPerUser,
          transfers,
          loginAttempts,
          loginDelay,
          loginDeadline,
          idle,
          dataStall,
          dataConnect,
          partFiles,
          bandwidth,
          sessionBandwidth,
          connectionBandwidth);
    }
  }

  private Limits with(Consumer<Draft> change) {
    Draft draft = new Draft();
    draft.sessions = sessions;
    draft.sessionsPerAddress = sessionsPerAddress;
    draft.sessionsPerUser = sessionsPerUser;
    draft.transfers = transfers;
    draft.loginAttempts = loginAttempts;
    draft.loginDelay = loginDelay;
    draft.loginDeadline = loginDeadline;
    draft.idle = idle;
    draft.dataStall = dataStall;
    draft.dataConnect = dataConnect;
    draft.partFiles = partFiles;
    draft.bandwidth = bandwidth;
    draft.sessionBandwidth = sessionBandwidth;
    draft.connectionBandwidth = connectionBandwidth;
    change.accept(draft);
    return draft.limits();
  }

  /**
   * The same with another limit of sessions.
   *
   * @param limit 0 or more
   * @return a new value
   */
  public Limits sessions(int limit) {
    return with(draft -> draft.sessions = limit);
  }

  /**
   * The same with another limit of sessions for one client address.
   *
   * @param limit 0 or more
   * @return a new value
   */
  public Limits sessionsPerAddress(int limit) {
    return with(draft -> draft.sessionsPerAddress = limit);
  }

  /**
   * The same with another limit of sessions for one user.
   *
   * @param limit 0 or more
   * @return a new value
   */
  public Limits sessionsPerUser(int limit) {
    return with(draft -> draft.sessionsPerUser = limit);
  }

  /**
   * The same with another limit of transfers.
   *
   * @param limit 1 or more; 0 for as many as sessions, at most 1,000
   * @return a new value
   */
  public Limits transfers(int limit) {
    return with(draft -> draft.transfers = limit);
  }

  /**
   * The same with another limit of failed logins.
   *
   * @param limit 1 or more
   * @return a new value
   */
  public Limits loginAttempts(int limit) {
    return with(draft -> draft.loginAttempts = limit);
  }

  /**
   * The same with another delay of the reply to a failed login.
   *
   * @param delay zero or more
   * @return a new value
   */
  public Limits loginDelay(Duration delay) {
    return with(draft -> draft.loginDelay = delay);
  }

  /**
   * The same with another limit of the time until the login.
   *
   * @param limit zero or more
   * @return a new value
   */
  public Limits loginDeadline(Duration limit) {
    return with(draft -> draft.loginDeadline = limit);
  }

  /**
   * The same with another limit of silence.
   *
   * @param limit zero or more
   * @return a new value
   */
  public Limits idle(Duration limit) {
    return with(draft -> draft.idle = limit);
  }

  /**
   * The same with another limit for transfers that make no progress.
   *
   * @param limit zero or more
   * @return a new value
   */
  public Limits dataStall(Duration limit) {
    return with(draft -> draft.dataStall = limit);
  }

  /**
   * The same with another limit for the start of a data connection.
   *
   * @param limit zero or more
   * @return a new value
   */
  public Limits dataConnect(Duration limit) {
    return with(draft -> draft.dataConnect = limit);
  }

  /**
   * The same with another limit for part files.
   *
   * @param limit zero or more
   * @return a new value
   */
  public Limits partFiles(Duration limit) {
    return with(draft -> draft.partFiles = limit);
  }

  /**
   * The same with other limits of bandwidth.
   *
   * @param server for all data connections together
   * @param session for one session
   * @param connection for one data connection
   * @return a new value
   */
  public Limits bandwidth(Bandwidth server, Bandwidth session, Bandwidth connection) {
    return with(
        draft -> {
          draft.bandwidth = server;
          draft.sessionBandwidth = session;
          draft.connectionBandwidth = connection;
        });
  }
}
