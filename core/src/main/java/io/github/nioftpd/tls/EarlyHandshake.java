package io.github.nioftpd.tls;

import io.github.nioftpd.fs.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;

/**
 * The handshake of a data connection that is served as soon as the client begins it. Some clients
 * want it to be over before they send the command of the transfer, others begin it after 150.
 *
 * <p>A virtual thread of its own waits for the first byte and makes the handshake. The transfer
 * waits for it in {@link #complete}. There is one at a time for each session, and once it has begun
 * it has the deadline of any handshake.
 */
public final class EarlyHandshake {

  /** Room for most ClientHellos; the rest is read later. */
  private static final int FIRST = 1 << 10;

  private final SecurityAssociation association;
  private final SocketChannel channel;
  private final FutureTask<TlsChannel> handshake = new FutureTask<>(this::serve);

  private final BooleanSupplier download;

  EarlyHandshake(SecurityAssociation association, SocketChannel channel, BooleanSupplier download) {
    this.association = association;
    this.channel = channel;
    this.download = download;
    Thread.ofVirtual().name("nioftpd-handshake").start(handshake);
  }

  private TlsChannel serve() throws IOException {
    ByteBuffer first = ByteBuffer.allocate(FIRST);
    if (channel.read(first) < 0) {
      throw new EOFException("the client ended the connection before a handshake");
    }
    return association.data(channel, first.flip(), !download.getAsBoolean());
  }

  /**
   * Waits for the end of the handshake, by the thread of the transfer.
   *
   * @throws NotResumedException when it had to resume the control connection's session and did not
   */
  public TlsChannel complete() throws IOException {
    Deadline deadline = new Deadline(channel, association.limit());
    try (deadline) {
      return handshake.get();
    } catch (ExecutionException e) {
      if (deadline.isOver()) {
        throw new SSLException("the handshake took too long", e);
      }
      throw e.getCause() instanceof IOException cause ? cause : new SSLException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SSLException("the handshake was given up", e);
    }
  }

  /** Waits for the thread to end, after the channel was closed: the next one may then begin. */
  public void await() {
    try {
      handshake.get();
    } catch (ExecutionException e) {
      // the transfer was told, or there is none
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
