package io.github.nioftpd.login;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A session that waits, until its client disconnects or the server shuts down. */
public interface Waiter {
  /** Waits until a condition holds; {@link #wake} makes this look again. */
  boolean awaitUntil(BooleanSupplier condition, Duration limit) throws InterruptedException;

  /** Makes the session look again at what it waits for; from any thread. */
  void wake();
}
