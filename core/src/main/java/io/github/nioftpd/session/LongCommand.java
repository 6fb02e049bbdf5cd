package io.github.nioftpd.session;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.transfer.Workers.Reservation;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs commands that may take minutes, one at a time, and meanwhile keeps the control connection
 * alive: after a while the reply of success is begun, and a line is added to it now and then (RFC
 * 959 section 4.2). A command that then fails has to break that reply, and with it the session: a
 * client must never take it for a success.
 *
 * <p>The command runs on a reserved thread, which owns the session until the command has ended. The
 * thread of the session, which owns this object, only waits and writes those lines; it goes on when
 * the session is its own again. So it waits whatever comes: also when the client has disconnected,
 * a command that has begun is finished.
 */
final class LongCommand {

  /** The interval of the lines that show the client that the command still runs. */
  static final Duration INTERVAL = Duration.ofSeconds(10);

  /** The beginning of a reply of success that takes long. */
  private static final Reply BEGINNING = Reply.of(250, "Still working.");

  /** The interval of commands whose reply of success is not 250. */
  static final Duration NEVER = Duration.ofNanos(Long.MAX_VALUE);

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  /** Where the beginning of a reply goes. */
  @FunctionalInterface
  interface Beginning {
    void write(Reply reply) throws IOException;
  }

  private final Beginning client;
  private boolean begun;
  private boolean gone;

  LongCommand(Beginning client) {
    this.client = client;
  }

  /** Runs a command to its end, whatever that is. */
  Outcome run(Reservation thread, Duration interval, Callable<Outcome> command) throws Throwable {
    FutureTask<Outcome> task = new FutureTask<>(command);
    thread.execute(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get(interval.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          tell();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw Objects.requireNonNullElse(e.getCause(), e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void tell() {
    if (gone) {
      return;
    }
    begun = true;
    try {
      client.write(BEGINNING);
    } catch (IOException e) {
      LOG.debug("the client disconnected during a command", e);
      gone = true;
    }
  }

  /**
   * Whether this last reply of a command ends the session, because it differs from the preliminary
   * one.
   */
  boolean isBrokenBy(Reply reply) {
    boolean broken = begun && reply.code() != BEGINNING.code();
    begun = false;
    return broken;
  }
}
