package io.github.nioftpd.config;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The limits of a server. A limit of 0 and a duration of zero mean "no limit", except where noted.
 * Immutable.
 */
public final class Limits {

  /**
   * The defaults: 512 sessions, 3 logins, 3 s delay, 60 s to log in, 300 s idle and stalled, 30 s
   * to connect, a day for part files, no limits of bandwidth.
   */
  public static final Limits DEFAULT = new Limits(new Values());

  private final Values values;

  private Limits(Values values) {
    this.values = values;
  }

  /** The settings; not changed once they are in a {@link Limits}. */
  private static final class Values implements Cloneable {
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

    private Values copy() {
      try {
        return (Values) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private Limits with(Consumer<Values> change) {
    Values copy = values.copy();
    change.accept(copy);
    check(copy);
    return new Limits(copy);
  }

  private static void check(Values values) {
    if (Stream.of(
            values.sessions, values.sessionsPerAddress, values.sessionsPerUser, values.transfers)
        .anyMatch(limit -> limit < 0)) {
      throw new IllegalArgumentException("a limit of sessions or transfers is 0 or more");
    }
    if (values.loginAttempts < 1) {
      throw new IllegalArgumentException("the limit of login attempts is 1 or more");
    }
    if (Stream.of(
            values.loginDelay,
            values.loginDeadline,
            values.idle,
            values.dataStall,
            values.dataConnect,
            values.partFiles)
        .anyMatch(Duration::isNegative)) {
      throw new IllegalArgumentException("a time limit is 0 or more");
    }
  }

  /** {@return the number of sessions at once; one more is refused with 421} */
  public int sessions() {
    return values.sessions;
  }

  /** {@return the number of sessions of one client address, for IPv6 of its /64} */
  public int sessionsPerAddress() {
    return values.sessionsPerAddress;
  }

  /**
   * {@return the number of sessions of one user whose account has no limit of its own; one more is
   * refused with 421 after the password}
   */
  public int sessionsPerUser() {
    return values.sessionsPerUser;
  }

  /**
   * {@return the number of transfers, listings and other long commands at once, each on a thread;
   * one more is refused with 450}
   */
  public int transfers() {
    return values.transfers;
  }

  /** {@return the number of failed logins that end a session} */
  public int loginAttempts() {
    return values.loginAttempts;
  }

  /**
   * {@return the time from PASS to the reply to a failed login; if the authenticator takes longer,
   * the reply follows at the next multiple of it, so that its time reveals nothing}
   */
  public Duration loginDelay() {
    return values.loginDelay;
  }

  /** {@return the time until a client must be logged in} */
  public Duration loginDeadline() {
    return values.loginDeadline;
  }

  /**
   * {@return the time after which a session without a transfer and without commands is closed with
   * 421}
   */
  public Duration idle() {
    return values.idle;
  }

  /** {@return the time after which a transfer without progress is aborted with 426} */
  public Duration dataStall() {
    return values.dataStall;
  }

  /** {@return the time in which a data connection must be established, passive or active} */
  public Duration dataConnect() {
    return values.dataConnect;
  }

  /**
   * {@return the age from which part files of incomplete uploads are removed when a listing meets
   * them; zero for never}
   */
  public Duration partFiles() {
    return values.partFiles;
  }

  /** {@return the bandwidth of all data connections together} */
  public Bandwidth bandwidth() {
    return values.bandwidth;
  }

  /** {@return the bandwidth of one session whose account has no limit of its own} */
  public Bandwidth sessionBandwidth() {
    return values.sessionBandwidth;
  }

  /** {@return the bandwidth of one data connection whose account has no limit of its own} */
  public Bandwidth connectionBandwidth() {
    return values.connectionBandwidth;
  }

  /**
   * {@return a copy with another limit of sessions}
   *
   * @param limit 0 or more
   * @throws IllegalArgumentException if the limit is negative
   */
  public Limits sessions(int limit) {
    return with(values -> values.sessions = limit);
  }

  /**
   * {@return a copy with another limit of sessions of one client address}
   *
   * @param limit 0 or more
   * @throws IllegalArgumentException if the limit is negative
   */
  public Limits sessionsPerAddress(int limit) {
    return with(values -> values.sessionsPerAddress = limit);
  }

  /**
   * {@return a copy with another limit of sessions of one user}
   *
   * @param limit 0 or more
   * @throws IllegalArgumentException if the limit is negative
   */
  public Limits sessionsPerUser(int limit) {
    return with(values -> values.sessionsPerUser = limit);
  }

  /**
   * {@return a copy with another limit of transfers}
   *
   * @param limit 1 or more; 0 for as many as sessions, at most 1,000
   * @throws IllegalArgumentException if the limit is negative
   */
  public Limits transfers(int limit) {
    return with(values -> values.transfers = limit);
  }

  /**
   * {@return a copy with another limit of failed logins}
   *
   * @param limit 1 or more
   * @throws IllegalArgumentException if the limit is less than 1
   */
  public Limits loginAttempts(int limit) {
    return with(values -> values.loginAttempts = limit);
  }

  /**
   * {@return a copy with another delay of the reply to a failed login}
   *
   * @param delay zero or more
   * @throws IllegalArgumentException if the delay is negative
   */
  public Limits loginDelay(Duration delay) {
    return with(values -> values.loginDelay = delay);
  }

  /**
   * {@return a copy with another time until a client must be logged in}
   *
   * @param limit zero or more
   * @throws IllegalArgumentException if the limit is negative
   */
  public Limits loginDeadline(Duration limit) {
    return with(values -> values.loginDeadline = limit);
  }

  /**
   * {@return a copy with another limit of idle time}
   *
   * @param limit zero or more
   * @throws IllegalArgumentException if the limit is negative
   */
  public Limits idle(Duration limit) {
    return with(values -> values.idle = limit);
  }

  /**
   * {@return a copy with another limit of the time without progress}
   *
   * @param limit zero or more
   * @throws IllegalArgumentException if the limit is negative
   */
  public Limits dataStall(Duration limit) {
    return with(values -> values.dataStall = limit);
  }

  /**
   * {@return a copy with another limit of the time to connect}
   *
   * @param limit zero or more
   * @throws IllegalArgumentException if the limit is negative
   */
  public Limits dataConnect(Duration limit) {
    return with(values -> values.dataConnect = limit);
  }

  /**
   * {@return a copy with another age of part files}
   *
   * @param limit zero or more
   * @throws IllegalArgumentException if the limit is negative
   */
  public Limits partFiles(Duration limit) {
    return with(values -> values.partFiles = limit);
  }

  /**
   * {@return a copy with another bandwidth of all data connections together}
   *
   * @param limit in bytes per second
   */
  public Limits bandwidth(Bandwidth limit) {
    return with(values -> values.bandwidth = limit);
  }

  /**
   * {@return a copy with another bandwidth of one session}
   *
   * @param limit in bytes per second
   */
  public Limits sessionBandwidth(Bandwidth limit) {
    return with(values -> values.sessionBandwidth = limit);
  }

  /**
   * {@return a copy with another bandwidth of one data connection}
   *
   * @param limit in bytes per second
   */
  public Limits connectionBandwidth(Bandwidth limit) {
    return with(values -> values.connectionBandwidth = limit);
  }
}
