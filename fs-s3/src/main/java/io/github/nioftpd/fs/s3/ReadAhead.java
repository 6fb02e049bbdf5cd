package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Several ranges of one object fetched at once. It pays where a store sends a single answer slower
 * than the reader takes it, as stores far away do; a store nearby only loses by it. So a download
 * begins with one answer, and this takes over when that one has turned out to be slow. It gives way
 * again when it turns out not to be faster.
 *
 * <p>Owned by the thread of its channel; each range has a thread of its own.
 */
final class ReadAhead {

  private static final int RANGE = 8 << 20;

  /** How much is read before anything is decided. */
  private static final long TRIAL = 32L << 20;

  /** A store this fast is not made faster by asking it more. */
  private static final double FAST = 100 << 20;

  /** How many times as fast as a single answer it has to be to go on. */
  private static final double GAIN = 1.2;

  private final Store store;
  private final String key;
  private final String path;
  private final int ranges;
  private final Memory memory;
  private final Deque<UploadTask<byte[]>> fetches = new ArrayDeque<>();
  private long began = System.nanoTime();
  private long tried;
  private long waited;
  private double single; // bytes per second of one answer
  private boolean on;
  private boolean decided;
  private long next;
  private long end;
  private String eTag = "";
  private byte[] bytes = new byte[0];
  private int taken;
  private boolean holds;

  /**
   * Makes one that is off.
   *
   * @param store the bucket
   * @param key the object
   * @param path as the caller calls it
   * @param ranges how many at once, at most
   * @param memory where their buffers come from
   */
  ReadAhead(Store store, String key, String path, int ranges, Memory memory) {
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
   * Takes note of one reading from the single answer, and says whether that one is too slow: most
   * of the time goes by waiting for the store, not for the reader.
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

  /** How fast it has been since the last decision, in bytes per second. */
  private double rate() {
    return tried * 1e9 / Math.max(1, System.nanoTime() - began);
  }

  /** Fetches from here on. */
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
   * Reads from the position, which is where the last reading ended, or begins anew there. Without
   * memory for a single range it turns itself off and reads nothing.
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
      on = false; // uploads need it more: they have no other way
      return;
    }
    boolean arrived = false;
    holds = true; // of the memory of those under way, this one's
    try {
      bytes = fetches.remove().await();
      arrived = true;
    } finally {
      if (!arrived) {
        stop(); // those that follow must not take its place
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

  /** Lets go of what was read. */
  private void release() {
    bytes = new byte[0];
    taken = 0;
    if (holds) {
      memory.give(RANGE);
      holds = false;
    }
  }

  /** Lets go of everything; the next reading begins anew. */
  void stop() {
    UploadTask.stop(fetches);
    memory.give((long) fetches.size() * RANGE);
    fetches.clear();
    release();
  }
}
