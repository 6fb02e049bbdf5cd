package io.github.nioftpd.login;

import io.github.nioftpd.config.Bandwidth;
import io.github.nioftpd.data.Throttles;
import io.github.nioftpd.quota.QuotaMeter;

/**
 * A user as long as he has sessions: what these share. Made and forgotten by the {@link
 * ServerState}. Safe for use by several threads.
 */
public final class UserState {

  private final String name;
  private final Throttles throttles = Throttles.of(Bandwidth.UNLIMITED);
  private final QuotaMeter meter;

  /** Changed by the registry alone, under its lock for this name. */
  private int sessions;

  UserState(String name, QuotaMeter meter) {
    this.name = name;
    this.meter = meter;
  }

  String name() {
    return name;
  }

  /** What all sessions of the user together may move. */
  public Throttles throttles() {
    return throttles;
  }

  /** What the user stores. */
  public QuotaMeter meter() {
    return meter;
  }

  /** How many sessions there are after one has come or gone. */
  int count(int change) {
    sessions += change;
    return sessions;
  }
}
