package io.github.nioftpd.login;

import io.github.nioftpd.config.Bandwidth;
import io.github.nioftpd.data.Throttles;
import io.github.nioftpd.quota.QuotaMeter;

/**
 * State shared by all sessions of one user. Created and dropped by the {@link ServerState}. Safe
 * for use by several threads.
 */
public final class UserState {

  private final String name;
  private final Throttles throttles = Throttles.of(Bandwidth.UNLIMITED);
  private final QuotaMeter meter;

  /** Changed by the {@link ServerState} alone, under its lock for this name. */
  private int sessions;

  UserState(String name, QuotaMeter meter) {
    this.name = name;
    this.meter = meter;
  }

  String name() {
    return name;
  }

  /** The bandwidth of all sessions of the user together. */
  public Throttles throttles() {
    return throttles;
  }

  /** The quota usage of the user. */
  public QuotaMeter meter() {
    return meter;
  }

  /** The number of sessions, after adding a number to it. */
  int count(int change) {
    sessions += change;
    return sessions;
  }
}
