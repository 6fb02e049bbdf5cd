package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Fetches several ranges of an object at once. This is faster for remote stores, whose single
 * response is slower than the reader, and slower for near ones. So a download starts with one
 * response, and switches to ranges if that is slow; it switches back if ranges are not faster.
 *
 * <p>Owned by the thread of its channel; each range has its own thread.
 */
final class ReadAhead {

  private static final int RANGE = 8 << 20;

  /** Bytes to read before a decision. */
  private static final long TRIAL = 32L << 20;

  /** Ranges do not help at this speed, in bytes per second. */
  private static final double FAST = 100 << 20;

  /** Required speed-up. */
  private static final double GAIN = 1.2;

  private final Store store;
  private final String key;
  private final String path;
  private final int ranges;
  private final MemoryBudget memory;
  private final Deque<UploadTask<byte[]>> fetches = new ArrayDeque<>();
  private long began = System.nanoTime();
  private long tried;
  private long waited;
  private double single; // bytes per second of one response
  private boolean on;
  private boolean decided;
  private long next;
  private long end;
  private String eTag = "";
  private byte[] bytes = new byte[0];
  private int taken;
  private boolean holds;

  ReadAhead(Store store, String key, String path, int ranges, MemoryBudget memory) {
    this.store = store;
    this.key = key;
    this.path = path;
    this.ranges = ranges;
    this.memory = memory;
  }

  boolean isOn() {
    return on;
  }

  /**
   * Records a read from the single response, and returns whether that is too slow: most of the time
   * is spent waiting for the store, not for the reader.
   */
  boolean pays(int count, long nanos, long left) {
    tried += count;
    waited += nanos;
    if (decided || ranges == 1 || tried < TRIAL || left <= 2L * RANGE) {
      return false;
    }
    decided = true;
    single = rate();
    return single < FAST
        && waited > (System.nanoTime() - began) / 2
        && memory.free() > (long) (ranges + 1) * RANGE;
  }

  /** Bytes per second since the last decision. */
  private double rate() {
    return tried * 1e9 / Math.max(1, System.nanoTime() - began);
  }

  void start(long from, long to, String content) {
    on = true;
    decided = false;
    began = System.nanoTime();
    tried = 0;
    next = from;
    end = to;
    eTag = content;
  }

  /**
   * Reads from a position; turns itself off and reads nothing if there is no memory for a range.
   */
  int read(ByteBuffer target, long position) throws IOException {
    if (taken == bytes.length) {
      advance(position);
    }
    int count = Math.min(target.remaining(), bytes.length - taken);
    target.put(bytes, taken, count);
    taken += count;
    tried += count;
    if (!decided && tried >= 2 * TRIAL && taken == bytes.length) {
      decided = true;
      on = rate() > GAIN * single;
    }
    return count;
  }

  private void advance(long position) throws IOException {
    release();
    if (fetches.isEmpty()) {
      next = position;
    }
    while (fetches.size() < ranges && next < end && memory.tryTake(RANGE)) {
      long from = next;
      long to = Math.min(end, from + RANGE);
      fetch(from, to);
      next = to;
    }
    if (fetches.isEmpty()) {
      on = false; // uploads have priority, since they cannot do without
      return;
    }
    boolean arrived = false;
    holds = true; // the memory of this range
    try {
      bytes = fetches.remove().await();
      arrived = true;
    } finally {
      if (!arrived) {
        stop(); // later ranges must not take its place
      }
    }
  }

  private void fetch(long from, long to) throws IOException {
    boolean begun = false;
    try {
      fetches.add(UploadTask.carry(() -> fetched(from, to)));
      begun = true;
    } finally {
      if (!begun) {
        memory.give(RANGE);
      }
    }
  }

  private byte[] fetched(long from, long to) throws IOException {
    String range = "bytes=" + from + "-" + (to - 1);
    try (ResponseInputStream<GetObjectResponse> answer =
        Store.call(path, () -> store.get(key, range, eTag))) {
      byte[] all = answer.readNBytes((int) (to - from));
      if (all.length < to - from) {
        throw new IOException("the store sent fewer bytes than requested");
      }
      return all;
    }
  }

  /** Releases the current range. */
  private void release() {
    bytes = new byte[0];
    taken = 0;
    if (holds) {
      memory.give(RANGE);
      holds = false;
    }
  }

  /** Cancels all ranges, and releases their memory. */
  void stop() {
    UploadTask.stop(fetches);
    memory.give((long) fetches.size() * RANGE);
    fetches.clear();
    release();
  }
}
