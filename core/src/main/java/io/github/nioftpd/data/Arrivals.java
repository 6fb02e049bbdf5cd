package io.github.nioftpd.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The incoming side of a control connection, which shows to other threads whether its reader has
 * taken up all bytes that have arrived.
 *
 * <p>While it is watched, the reader waits for one byte alone. It takes those behind it only when
 * it has noted that it waits no more, so that a line that has arrived is either still in the socket
 * or noted. Otherwise it takes all bytes at once, which costs two system calls less.
 */
public final class Arrivals implements ReadableByteChannel {

  private final SocketChannel channel;
  private final InputStream stream;

  /** Whether the reader waits, and everything it has read before is done with. */
  private volatile boolean waits;

  private volatile boolean begun;

  /** The number of callers that rely on {@link #areTaken}. */
  private final AtomicInteger watchers = new AtomicInteger();

  /**
   * Makes the incoming side of a connection.
   *
   * @param channel connected and blocking; closed by its owner
   * @throws IOException when the connection has ended
   */
  public Arrivals(SocketChannel channel) throws IOException {
    this.channel = channel;
    this.stream = channel.socket().getInputStream();
  }

  /** Begins to be watched; called by the reader, whose next read is the first to be seen. */
  public void watch() {
    watchers.incrementAndGet();
  }

  /** Ends what one call of {@link #watch} began. */
  public void unwatch() {
    watchers.decrementAndGet();
  }

  /**
   * Whether everything that has arrived by now is read, and the reader came back for more. A byte
   * that arrives alone, as the last one of a line, may be overlooked while it is being read.
   */
  public boolean areTaken() {
    try {
      return stream.available() == 0 && waits; // in this order: see read
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether anything has arrived at all. */
  public boolean haveBegun() {
    return begun;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!target.hasRemaining()) {
      return 0;
    }
    if (watchers.get() == 0) {
      int count = channel.read(target);
      if (count > 0) {
        begun = true;
      }
      return count;
    }
    int limit = target.limit();
    target.limit(target.position() + 1);
    try {
      waits = true;
      if (channel.read(target) < 0) {
        return -1;
      }
      waits = false;
      begun = true;
      target.limit(limit);
      int more = target.hasRemaining() && stream.available() > 0 ? channel.read(target) : 0;
      return 1 + Math.max(0, more);
    } finally {
      target.limit(limit);
    }
  }

  /** The same as a stream. */
  public InputStream stream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return Arrivals.this.read(ByteBuffer.wrap(bytes, offset, length));
      }
    };
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
