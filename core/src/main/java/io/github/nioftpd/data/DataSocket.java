package io.github.nioftpd.data;

import io.github.nioftpd.intercept.DataCutException;
import io.github.nioftpd.intercept.DataInterceptor;
import io.github.nioftpd.tls.EarlyHandshake;
import io.github.nioftpd.tls.NoCloseNotifyException;
import io.github.nioftpd.tls.NotResumedException;
import io.github.nioftpd.tls.SecurityAssociation;
import io.github.nioftpd.tls.TlsChannel;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channel of a data connection, in clear text or under TLS. Owned by the thread of the
 * transfer; any may abort it.
 */
final class DataSocket implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  private final SocketChannel channel;
  private @Nullable EarlyHandshake early;
  private @Nullable TlsChannel tls;
  private boolean cutTolerated;
  private boolean ended;
  private DataInterceptor interceptor = DataInterceptor.NONE;

  /** The bytes that have passed the interceptor. */
  private long passed;

  DataSocket(SocketChannel channel) {
    this.channel = channel;
  }

  /** Serves a handshake that the client begins before its transfer; at most once. */
  void startEarly(SecurityAssociation association, BooleanSupplier download) {
    early = association.early(channel, download);
  }

  void startTls(SecurityAssociation association, boolean upload) throws IOException {
    try {
      tls = early == null ? association.data(channel, upload) : early.complete();
    } catch (NotResumedException e) {
      LOG.info("rejected a data connection that did not resume the client's TLS session");
      throw e;
    } catch (IOException e) {
      LOG.info("TLS handshake on a data connection failed: {}", String.valueOf(e.getMessage()));
      throw new DataOpenException("the TLS handshake failed", e);
    }
  }

  /** Fails where the client may have begun TLS, and what it sends cannot be its file. */
  void requireClear() throws DataOpenException {
    if (early != null) {
      throw new DataOpenException("PROT has changed since the client connected");
    }
  }

  /** Sets what changes the transfer, before anything moves. */
  void intercept(DataInterceptor changes) {
    interceptor = changes;
  }

  DataInterceptor interceptor() {
    return interceptor;
  }

  private boolean isIntercepted() {
    return !interceptor.equals(DataInterceptor.NONE);
  }

  /** The channel below, for the kernel to write to; only if {@link #isPlain()}. */
  SocketChannel channel() {
    return channel;
  }

  /** Whether nothing changes the bytes of a file on their way. */
  boolean isPlain() {
    return tls == null && !isIntercepted();
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  int read(ByteBuffer target) throws IOException {
    int limit = target.limit();
    if (isIntercepted()) {
      target.limit(target.position() + admit(target.remaining()));
    }
    int count = tls == null ? channel.read(target) : secured(tls, target);
    target.limit(limit);
    ended = count < 0;
    passed += Math.max(0, count);
    return count;
  }

  private int admit(int wanted) throws IOException {
    try {
      return interceptor.admit(passed, wanted, channel::isOpen);
    } catch (DataCutException e) {
      switch (e.end()) {
        case PROPER -> finish();
        case FIN -> channel.shutdownOutput();
        case RESET -> abort();
      }
      close();
      throw e;
    }
  }

  private int secured(TlsChannel from, ByteBuffer target) throws IOException {
    try {
      return from.read(target);
    } catch (NoCloseNotifyException e) {
      if (cutTolerated && e.isBetweenRecords()) {
        return -1;
      }
      throw e;
    }
  }

  /** Takes the end of TCP between two records of TLS for the end of the file. */
  void tolerateCut() {
    cutTolerated = true;
  }

  int write(ByteBuffer source) throws IOException {
    int limit = source.limit();
    if (isIntercepted()) {
      source.limit(source.position() + admit(source.remaining()));
    }
    int count = tls == null ? channel.write(source) : tls.write(source);
    source.limit(limit);
    passed += count;
    return count;
  }

  /**
   * Ends the connection after the last byte was written, under TLS with close_notify. A client that
   * has ended it properly may be gone: all that it had to send has come.
   */
  void finish() throws IOException {
    try (channel) {
      if (tls != null && interceptor.sendsCloseNotify()) {
        tls.end();
      }
      channel.shutdownOutput();
    } catch (IOException e) {
      if (!ended) {
        throw e;
      }
    }
  }

  /** Resets the connection, without close_notify: the peer may not read. */
  void abort() {
    try (channel) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // it is closed already
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // nothing is lost: finish() has said whether all bytes went out
    }
    if (early != null) {
      early.await();
    }
  }
}
