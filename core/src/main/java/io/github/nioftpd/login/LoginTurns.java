package io.github.nioftpd.login;

import io.github.nioftpd.config.Network;
import io.github.nioftpd.outcome.Refused;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Turns at the authenticator. A few logins run at a time, very few of them from one client address
 * (of IPv6, its /64); the others wait, and the addresses take turns. So one address cannot keep the
 * others from logging in, however slow the authenticator is. Safe for use by several threads.
 */
public final class LoginTurns {

  /** The most logins that run at a time, in all and from one address. */
  static final int RUNNING = 64;

  static final int RUNNING_PER_ADDRESS = 4;

  /** The most logins that wait, in all and from one address; one more is refused. */
  static final int WAITING = 1_000;

  static final int WAITING_PER_ADDRESS = 100;

  /** The longest time a login waits for its turn. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ReentrantLock lock = new ReentrantLock();

  /** The addresses with logins; the one that is served next comes first. */
  private final Map<Network, Lane> lanes = new LinkedHashMap<>();

  private int running;
  private int waiting;

  /** The logins of an address. */
  private static final class Lane {
    private final Network client;
    private final Deque<Turn> waiting = new ArrayDeque<>(2);
    private int running;

    private Lane(Network client) {
      this.client = client;
    }

    private boolean isReady() {
      return !waiting.isEmpty() && running < RUNNING_PER_ADDRESS;
    }
  }

  /** The turn of one login, from the moment it is wanted until it is closed. */
  public final class Turn implements AutoCloseable {

    private final Lane lane;
    private final Waiter session;
    private volatile boolean granted;

    private Turn(Lane lane, Waiter session) {
      this.lane = lane;
      this.session = session;
    }

    /** Lets another login run, or gives up waiting. */
    @Override
    public void close() {
      end(this);
    }
  }

  /**
   * Waits for a turn.
   *
   * @return the turn, to be closed
   * @throws Refused when too many wait, or this has waited for too long, or nobody waits for it any
   *     more because the client has disconnected or the server shuts down (421)
   * @throws InterruptedIOException when the thread is interrupted
   */
  public Turn take(InetAddress address, Waiter session) throws Refused, InterruptedIOException {
    Turn turn = enqueue(Network.ofClient(address), session);
    boolean mine = false;
    try {
      mine = session.awaitUntil(() -> turn.granted, PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      if (!mine) {
        turn.close();
      }
    }
    if (!mine) {
      throw busy();
    }
    return turn;
  }

  private static Refused busy() {
    return new Refused(421, "Too many logins at the same time; try again later.");
  }

  private Turn enqueue(Network client, Waiter session) throws Refused {
    lock.lock();
    try {
      Lane lane = lanes.computeIfAbsent(client, Lane::new);
      if (waiting >= WAITING || lane.waiting.size() >= WAITING_PER_ADDRESS) {
        removeIfUnused(lane);
        throw busy();
      }
      Turn turn = new Turn(lane, session);
      lane.waiting.add(turn);
      waiting++;
      grant();
      return turn;
    } finally {
      lock.unlock();
    }
  }

  private void end(Turn turn) {
    lock.lock();
    try {
      Lane lane = turn.lane;
      if (turn.granted) {
        lane.running--;
        running--;
      } else if (lane.waiting.remove(turn)) {
        waiting--;
      }
      removeIfUnused(lane);
      grant();
    } finally {
      lock.unlock();
    }
  }

  private void removeIfUnused(Lane lane) {
    if (lane.running == 0 && lane.waiting.isEmpty()) {
      lanes.remove(lane.client);
    }
  }

  /** Grants as many turns as there are; an address that got one is served last from then on. */
  private void grant() {
    while (running < RUNNING && waiting > 0) {
      Optional<Lane> next = lanes.values().stream().filter(Lane::isReady).findFirst();
      if (next.isEmpty()) {
        return;
      }
      Lane lane = next.get();
      lanes.remove(lane.client);
      lanes.put(lane.client, lane);
      Turn turn = lane.waiting.remove();
      lane.running++;
      running++;
      waiting--;
      turn.granted = true;
      turn.session.wake();
    }
  }
}
