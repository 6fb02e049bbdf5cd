package io.github.nioftpd.login;

import io.github.nioftpd.config.BanPolicy;
import io.github.nioftpd.config.Network;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Recent failed logins by address, and the addresses banned for them. The memory is bounded: in a
 * flood from many addresses, those with the oldest failures and the oldest bans are forgotten
 * first. Safe for use by several threads.
 */
public final class Bans {

  /** The most addresses that are remembered, of either sort. */
  static final int MOST = 10_000;

  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();

  /** When each address failed, the latest last; those that failed last come last. */
  private final Map<Network, Deque<Long>> failures = new LinkedHashMap<>();

  /** The end of the ban of each address; the latest ban comes last. */
  private final Map<Network, Long> banned = new LinkedHashMap<>();

  /** Starts without failures and bans. */
  public Bans() {
    this(System::nanoTime);
  }

  Bans(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Says whether an address is shut out.
   *
   * @param policy the current policy; it may exempt an address that was banned before
   */
  public boolean isBanned(InetAddress address, BanPolicy policy) {
    lock.lock();
    try {
      if (banned.isEmpty() || policy.failures() == 0 || policy.isExempt(address)) {
        return false;
      }
      Network client = Network.ofClient(address);
      Long until = banned.get(client);
      if (until != null && until - nanos.getAsLong() <= 0) {
        banned.remove(client);
        return false;
      }
      return until != null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Counts a failed login.
   *
   * @return true when the address is shut out from now on, and was not before
   */
  public boolean failed(InetAddress address, BanPolicy policy) {
    boolean ignored = policy.failures() == 0 || policy.isExempt(address);
    if (ignored || isBanned(address, policy)) {
      return false;
    }
    Network client = Network.ofClient(address);
    lock.lock();
    try {
      long now = nanos.getAsLong();
      Deque<Long> times = failures.remove(client);
      times = times == null ? new ArrayDeque<>(2) : times;
      while (!times.isEmpty() && now - times.getFirst() > policy.within().toNanos()) {
        times.removeFirst();
      }
      times.addLast(now);
      if (times.size() >= policy.failures()) {
        put(banned, client, now + policy.duration().toNanos());
        return true;
      }
      put(failures, client, times);
      return false;
    } finally {
      lock.unlock();
    }
  }

  private static <V> void put(Map<Network, V> map, Network client, V value) {
    if (map.size() >= MOST) {
      Iterator<Network> oldest = map.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    map.put(client, value);
  }

  /** Forgets all failures, and ends all bans. */
  public void clear() {
    lock.lock();
    try {
      failures.clear();
      banned.clear();
    } finally {
      lock.unlock();
    }
  }

  /** The number of addresses that are remembered. */
  int size() {
    lock.lock();
    try {
      return failures.size() + banned.size();
    } finally {
      lock.unlock();
    }
  }
}
