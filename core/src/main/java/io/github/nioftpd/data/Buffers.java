package io.github.nioftpd.data;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The buffers that copies go through: direct ones of 256 KiB, used again, and small ones on the
 * heap once {@value #MOST} of the large are in use, so that stalled clients cannot take all memory.
 * Safe for use by several threads.
 */
final class Buffers {

  /** The size of a large buffer in bytes; from 256 KiB on, uploads gain nothing more. */
  static final int LARGE = 256 << 10;

  /** The most large buffers in use at once; 64 MiB in all. */
  static final int MOST = 256;

  private static final int SMALL = 16 << 10;
  private static final int KEPT = 16;

  private static final ConcurrentLinkedQueue<ByteBuffer> FREE = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger IN_USE = new AtomicInteger();
  private static final AtomicInteger FREE_COUNT = new AtomicInteger();

  private Buffers() {}

  static ByteBuffer take() {
    if (IN_USE.incrementAndGet() > MOST) {
      IN_USE.decrementAndGet();
      return ByteBuffer.allocate(SMALL);
    }
    ByteBuffer buffer = FREE.poll();
    if (buffer == null) {
      return ByteBuffer.allocateDirect(LARGE);
    }
    FREE_COUNT.decrementAndGet();
    return buffer.clear();
  }

  static void release(ByteBuffer buffer) {
    if (!buffer.isDirect()) {
      return;
    }
    IN_USE.decrementAndGet();
    if (FREE_COUNT.incrementAndGet() <= KEPT) {
      FREE.add(buffer);
    } else {
      FREE_COUNT.decrementAndGet();
    }
  }
}
