package io.github.nioftpd.config;

import java.time.Duration;

/**
 * The bounds a server keeps. A limit of 0 and a duration of zero mean "no limit".
 *
 * @param sessions how many sessions are served at once; one more is refused with 421
 * @param sessionsPerAddress how many sessions one client address may have at once
 * @param loginAttempts how many failed logins end a session; at least 1
 * @param loginDelay how long the reply to a failed login is held back, from zero on
 * @param idle how long a session without a transfer may stay silent before it is closed with 421
 * @param dataStall how long a transfer may make no progress before it is broken off with 426
 * @param dataConnect how long a data connection may take to come up, passive or active
 */
public record Limits(
    int sessions,
    int sessionsPerAddress,
    int loginAttempts,
    Duration loginDelay,
    Duration idle,
    Duration dataStall,
    Duration dataConnect) {

  /** The defaults: 512 sessions, 3 logins, 3 s delay, 300 s idle and stalled, 30 s to connect. */
  public static final Limits DEFAULT =
      new Limits(
          512,
          0,
          3,
          Duration.ofSeconds(3),
          Duration.ofSeconds(300),
          Duration.ofSeconds(300),
          Duration.ofSeconds(30));

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when one is negative, or {@code loginAttempts} is 0
   */
  public Limits {
    if (sessions < 0 || sessionsPerAddress < 0) {
      throw new IllegalArgumentException("a limit of sessions is 0 or more");
    }
    if (loginAttempts < 1) {
      throw new IllegalArgumentException("the limit of login attempts is 1 or more");
    }
    if (loginDelay.isNegative()
        || idle.isNegative()
        || dataStall.isNegative()
        || dataConnect.isNegative()) {
      throw new IllegalArgumentException("a time limit is 0 or more");
    }
  }

  /**
   * The same with another limit of sessions.
   *
   * @param limit 0 or more
   * @return a new value
   */
  public Limits sessions(int limit) {
    return new Limits(
        limit, sessionsPerAddress, loginAttempts, loginDelay, idle, dataStall, dataConnect);
  }

  /**
   * The same with another limit of sessions for one client address.
   *
   * @param limit 0 or more
   * @return a new value
   */
  public Limits sessionsPerAddress(int limit) {
    return new Limits(sessions, limit, loginAttempts, loginDelay, idle, dataStall, dataConnect);
  }

  /**
   * The same with another limit of failed logins.
   *
   * @param limit 1 or more
   * @return a new value
   */
  public Limits loginAttempts(int limit) {
    return new Limits(
        sessions, sessionsPerAddress, limit, loginDelay, idle, dataStall, dataConnect);
  }

  /**
   * The same with another delay of the reply to a failed login.
   *
   * @param delay zero or more
   * @return a new value
   */
  public Limits loginDelay(Duration delay) {
    return new Limits(
        sessions, sessionsPerAddress, loginAttempts, delay, idle, dataStall, dataConnect);
  }

  /**
   * The same with another limit of silence.
   *
   * @param limit zero or more
   * @return a new value
   */
  public Limits idle(Duration limit) {
    return new Limits(
        sessions, sessionsPerAddress, loginAttempts, loginDelay, limit, dataStall, dataConnect);
  }

  /**
   * The same with another limit for transfers that make no progress.
   *
   * @param limit zero or more
   * @return a new value
   */
  public Limits dataStall(Duration limit) {
    return new Limits(
        sessions, sessionsPerAddress, loginAttempts, loginDelay, idle, limit, dataConnect);
  }

  /**
   * The same with another limit for the start of a data connection.
   *
   * @param limit zero or more
   * @return a new value
   */
  public Limits dataConnect(Duration limit) {
    return new Limits(
        sessions, sessionsPerAddress, loginAttempts, loginDelay, idle, dataStall, limit);
  }
}
