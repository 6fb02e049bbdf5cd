package io.github.nioftpd.data;

import io.github.nioftpd.intercept.DataInterceptor;
import io.github.nioftpd.tls.NotResumedException;
import io.github.nioftpd.tls.SecurityAssociation;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * An open data connection. Its own failures are {@link DataLostException}; failures of the file
 * pass unchanged.
 *
 * <p>Owned by the thread of the transfer, except that {@link #abort()} and {@link #moved()} may be
 * called from any.
 */
public final class DataConnection implements Closeable {

  /** The bytes copied at once where the kernel cannot copy without waiting. */
  private static final int COPIED = 64 << 10;

  private final DataSocket wire;
  private volatile long moved;

  /** Whether what has arrived is being stored. */
  private volatile boolean stores;

  private volatile RateLimiter pace = RateLimiter.of(List.of());

  DataConnection(SocketChannel channel) throws DataOpenException {
    this.wire = new DataSocket(channel);
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    } catch (IOException e) {
      throw new DataOpenException("the client has gone", e);
    }
  }

  /**
   * Secures the connection before the first byte (RFC 4217 section 7).
   *
   * @throws NotResumedException when it had to resume the control connection's session and did not
   * @throws DataOpenException when the handshake fails otherwise
   */
  public void startTls(SecurityAssociation association, boolean upload) throws IOException {
    wire.startTls(association, upload);
  }

  /**
   * Leaves the connection in clear text.
   *
   * @throws DataOpenException when the client connected while it was to be secured
   */
  public void stayClear() throws DataOpenException {
    wire.requireClear();
  }

  /**
   * Accepts an end of the received data without close_notify.
   *
   * @see io.github.nioftpd.config.Compatibility#NO_CLOSE_NOTIFY
   */
  public void tolerateCut() {
    wire.tolerateCut();
  }

  /** Serves a handshake that the client begins before its transfer. */
  void startEarly(SecurityAssociation association, BooleanSupplier download) {
    wire.startEarly(association, download);
  }

  /**
   * The bytes moved over this connection so far, in either direction.
   *
   * @return 0 or more
   */
  public long moved() {
    return moved;
  }

  /** Sets how fast the connection may go, before anything moves. */
  public void throttle(List<Throttles> throttles) {
    pace = RateLimiter.of(throttles);
  }

  /** Sets what changes the transfer, before anything moves. */
  public void intercept(DataInterceptor changes) {
    wire.intercept(changes);
  }

  /**
   * Whether the transfer waits for the storage, or because it went too fast, rather than for the
   * client.
   */
  public boolean isHeldBack() {
    return stores || pace.isWaiting();
  }

  /**
   * Asks whether the transfer was broken off, for a search that finds nothing to write.
   *
   * @throws DataLostException when it was
   */
  public void ensureOpen() throws DataLostException {
    if (!wire.isOpen()) {
      throw new DataLostException(new ClosedChannelException());
    }
  }

  /**
   * Reads some bytes.
   *
   * @return how many, or -1 when the client has ended the connection properly
   * @throws DataLostException when the connection broke
   */
  public int read(ByteBuffer target) throws DataLostException {
    int limit = target.limit();
    target.limit(target.position() + pace.readStep(target.remaining()));
    try {
      int count = wire.read(target);
      add(Math.max(0, count));
      pace.read(count);
      return count;
    } catch (IOException e) {
      throw new DataLostException(e);
    } finally {
      target.limit(limit);
    }
  }

  /**
   * Writes bytes.
   *
   * @throws DataLostException when the connection broke
   */
  public void write(ByteBuffer source) throws DataLostException {
    int limit = source.limit();
    try {
      while (source.position() < limit) {
        source.limit(source.position() + pace.admitWrite(limit - source.position()));
        int count = wire.write(source);
        pace.wrote(count);
        add(count);
      }
    } catch (IOException e) {
      throw new DataLostException(e);
    } finally {
      source.limit(limit);
    }
  }

  /**
   * Sends the rest of a file, from its position on.
   *
   * @throws DataLostException when the connection broke
   * @throws IOException when reading the file failed
   */
  public void send(ReadableByteChannel file, boolean sendfile) throws IOException {
    if (sendfile && wire.isPlain() && file instanceof FileChannel local && isOfJdk(local)) {
      sendfile(local);
    } else {
      copyTo(wire.interceptor().reading(file));
    }
  }

  /**
   * Only the channels of the JDK's own file system hand their descriptor to the kernel. Those of
   * others may copy through the heap, or hold a lock while the client stalls.
   */
  private static boolean isOfJdk(FileChannel file) {
    return file.getClass().getModule() == FileChannel.class.getModule();
  }

  private void sendfile(FileChannel file) throws IOException {
    long position = file.position();
    long size = file.size();
    while (position < size) {
      int most = (int) Math.min(Integer.MAX_VALUE, size - position);
      long count = transfer(file, position, pace.admitWrite(most));
      if (count == 0) {
        count = copy(file, position);
      }
      if (count < 0) {
        break; // the file has become shorter
      }
      position += count;
    }
  }

  private long transfer(FileChannel file, long position, long count) throws IOException {
    try {
      long done = file.transferTo(position, count, wire.channel());
      pace.wrote(done);
      add(done);
      return done;
    } catch (IOException e) {
      // whose failure is it? one byte of the file tells
      int unused = file.read(ByteBuffer.allocate(1), position);
      throw new DataLostException(e);
    }
  }

  /**
   * Copies a piece without the kernel's help: the file may have ended, or the socket be full. The
   * latter happens only where a virtual thread has used it, which leaves it non-blocking.
   */
  private long copy(FileChannel file, long position) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(COPIED);
    int count = file.read(piece, position);
    if (count > 0) {
      write(piece.flip());
    }
    return count;
  }

  private void copyTo(ReadableByteChannel file) throws IOException {
    ByteBuffer buffer = Buffers.take();
    try {
      while (file.read(buffer) >= 0) {
        write(buffer.flip());
        buffer.clear();
      }
    } finally {
      Buffers.release(buffer);
    }
  }

  /**
   * Receives until the client ends the connection, and writes it at the position of a file.
   *
   * @throws DataLostException when the connection broke
   * @throws IOException when writing the file failed
   */
  public void receive(WritableByteChannel file) throws IOException {
    WritableByteChannel target = wire.interceptor().storing(file);
    ByteBuffer buffer = Buffers.take();
    try {
      while (read(buffer) >= 0) {
        stores = true;
        buffer.flip();
        while (buffer.hasRemaining()) {
          target.write(buffer);
        }
        buffer.clear();
        stores = false;
      }
    } finally {
      stores = false;
      Buffers.release(buffer);
    }
  }

  /**
   * Ends the connection properly after the last byte was written, under TLS with close_notify. A
   * client that has ended it properly may be gone: all that it had to send has come.
   *
   * @throws DataLostException when the connection broke before
   */
  public void finish() throws DataLostException {
    try {
      wire.finish();
    } catch (IOException e) {
      throw new DataLostException(e);
    }
  }

  /**
   * Breaks the connection off; a thread that waits in it is woken. The client sees a reset, not an
   * end.
   */
  public void abort() {
    pace.stop();
    wire.abort();
  }

  @Override
  public void close() {
    wire.close();
  }

  /** Only the thread of the transfer writes the counter. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void add(long count) {
    moved += count;
  }
}
