package io.github.nioftpd.login;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.config.Bandwidth;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.data.Throttles;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.quota.QuotaMeter;
import io.github.nioftpd.quota.Writers;
import io.github.nioftpd.transfer.Workers;
import io.github.nioftpd.transfer.Workers.Reservation;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;

/**
 * State that outlives a session and a reload: users with sessions, bans, the bandwidth of all
 * sessions, and the threads that move files. Safe for use by several threads.
 */
public final class ServerState implements Closeable {

  private final UsageLedger ledger;
  private final Bans bans = new Bans();
  private final Writers writers = new Writers();
  private final Workers workers = new Workers();
  private final LoginTurns turns = new LoginTurns();
  private final Throttles throttles = Throttles.of(Bandwidth.UNLIMITED);
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, UserState> users = new HashMap<>();

  /** Starts without sessions and bans. */
  public ServerState(UsageLedger ledger) {
    this.ledger = ledger;
  }

  /** Sets the limits that hold for all sessions together, at once. */
  public void limits(Limits limits) {
    throttles.set(limits.bandwidth());
    workers.limits(limits);
  }

  /** The banned addresses. */
  public Bans bans() {
    return bans;
  }

  /** The threads that move files and walk directories. */
  public Workers workers() {
    return workers;
  }

  /** Ends the threads, after the sessions. */
  @Override
  public void close() {
    workers.close();
  }

  /** Which logins run and which wait. */
  public LoginTurns turns() {
    return turns;
  }

  /** The files that are written to. */
  public Writers writers() {
    return writers;
  }

  /** The bandwidth of all sessions together. */
  public Throttles throttles() {
    return throttles;
  }

  /**
   * Counts a session more of a user.
   *
   * @throws Refused when it is one too many (421)
   */
  public UserState enter(Account account, Limits limits) throws IOException {
    int own = account.limits().sessions();
    int most = own > 0 ? own : limits.sessionsPerUser();
    UserState user;
    lock.lock();
    try {
      user =
          users.computeIfAbsent(
              account.name(), name -> new UserState(name, new QuotaMeter(name, ledger)));
      if (user.count(1) > most && most > 0) {
        user.count(-1);
        throw new Refused(421, "Too many sessions of this user; try again later.");
      }
    } finally {
      lock.unlock();
    }
    user.throttles().set(account.limits().bandwidth());
    boolean entered = false;
    try {
      count(user, account);
      entered = true;
    } finally {
      if (!entered) {
        leave(user);
      }
    }
    return user;
  }

  /** Counts what a user stores whom the ledger does not know, which walks the home. */
  private void count(UserState user, Account account) throws IOException {
    if (!account.limits().isMetered() || ledger.find(account.name()).isPresent()) {
      return;
    }
    Reservation thread =
        workers
            .reserve()
            .orElseThrow(() -> new Refused(421, "Too many transfers; try again later."));
    FutureTask<Void> counting =
        new FutureTask<>(
            () -> {
              user.meter().begin(account);
              return null;
            });
    try (thread) {
      thread.execute(counting);
      counting.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    }
  }

  /** Counts a session less. A user without any is forgotten. */
  public void leave(UserState user) {
    lock.lock();
    try {
      if (user.count(-1) == 0) {
        users.remove(user.name());
      }
    } finally {
      lock.unlock();
    }
  }

  /** The number of users with sessions. */
  int users() {
    lock.lock();
    try {
      return users.size();
    } finally {
      lock.unlock();
    }
  }
}
