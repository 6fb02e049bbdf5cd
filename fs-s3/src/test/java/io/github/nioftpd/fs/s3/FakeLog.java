package io.github.nioftpd.fs.s3;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The received and running requests of the fake store. Safe for use by several threads. */
final class FakeLog {

  private static final long PATIENCE_SECONDS = 60;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<FakeRequest> requests = new ArrayList<>();
  private final Set<FakeRequest> working = new HashSet<>();
  private final Map<String, Integer> inWork = new HashMap<>();
  private final Map<String, Integer> peaks = new HashMap<>();

  /** Records a request and returns its fault; faults count in this order. */
  List<FakeFault> came(FakeRequest request, List<FakeFault> faults) {
    lock.lock();
    try {
      requests.add(request);
      working.add(request);
      int now = inWork.merge(request.operation(), 1, Integer::sum);
      peaks.merge(request.operation(), now, Math::max);
      changed.signalAll();
      return faults.stream().filter(fault -> fault.strikes(request)).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Notes that a request is answered; once is enough. */
  void done(FakeRequest request) {
    lock.lock();
    try {
      if (working.remove(request)) {
        inWork.merge(request.operation(), -1, Integer::sum);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  List<FakeRequest> requests() {
    lock.lock();
    try {
      return List.copyOf(requests);
    } finally {
      lock.unlock();
    }
  }

  int mostAtOnce(String operation) {
    lock.lock();
    try {
      return peaks.getOrDefault(operation, 0);
    } finally {
      lock.unlock();
    }
  }

  int inWork(String operation) {
    lock.lock();
    try {
      return inWork.getOrDefault(operation, 0);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something is so, and fails when it does not come. */
  void await(BooleanSupplier condition, String what) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          throw new IllegalStateException(what + " did not come; there were " + requests);
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  void forget() {
    lock.lock();
    try {
      requests.clear();
      peaks.clear();
    } finally {
      lock.unlock();
    }
  }
}
