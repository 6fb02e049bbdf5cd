package io.github.nioftpd.test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A list that drops its oldest elements when it becomes too large: after 10,000 elements or 4
 * million characters. Guarded by the lock of its owner.
 */
final class Bounded<T> {

  private static final int MOST = 10_000;
  private static final int MOST_CHARS = 4_000_000;

  private final ToIntFunction<T> length;
  private final Deque<T> elements = new ArrayDeque<>();
  private long chars;
  private long dropped;

  Bounded(ToIntFunction<T> length) {
    this.length = length;
  }

  void add(T element) {
    elements.addLast(element);
    chars += length.applyAsInt(element);
    while (elements.size() > MOST || (chars > MOST_CHARS && elements.size() > 1)) {
      poll();
      dropped++;
    }
  }

  boolean isEmpty() {
    return elements.isEmpty();
  }

  /** Removes the oldest element. */
  T poll() {
    T oldest = elements.removeFirst();
    chars -= length.applyAsInt(oldest);
    return oldest;
  }

  List<T> list() {
    return List.copyOf(elements);
  }

  long dropped() {
    return dropped;
  }
}
