package io.github.nioftpd.login;

import java.time.Duration;

/**
 * The time that a client has to log in, whatever it sends meanwhile. Set by the thread of the
 * session; any thread may ask.
 */
public final class LoginDeadline {

  /** The time beyond the deadline after which the connection is closed, whatever it waits for. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Duration most;

  /** Since when no user is logged in, in nanoseconds; 0 while one is. */
  private volatile long since = System.nanoTime() | 1;

  /** Begins now; zero is for ever. */
  public LoginDeadline(Duration most) {
    this.most = most;
  }

  /**
   * Tells whether somebody is logged in now.
   *
   * @return how long the session may wait for the next line, at most the given time; zero for ever,
   *     and less when it is over
   */
  public Duration limit(boolean loggedIn, Duration idle) {
    if (loggedIn) {
      since = 0;
      return idle;
    }
    if (since == 0) {
      since = System.nanoTime() | 1;
    }
    if (most.isZero()) {
      return idle;
    }
    Duration left = most.minusNanos(System.nanoTime() - since);
    left = left.isZero() ? Duration.ofNanos(-1) : left;
    return idle.isZero() || left.compareTo(idle) < 0 ? left : idle;
  }

  public boolean isOver() {
    return isOverBy(Duration.ZERO);
  }

  public boolean isLongOver() {
    return isOverBy(GRACE);
  }

  private boolean isOverBy(Duration grace) {
    long start = since;
    return start != 0
        && most.isPositive()
        && System.nanoTime() - start >= most.plus(grace).toNanos();
  }
}
