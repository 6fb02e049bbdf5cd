package io.github.nioftpd.tls;

import io.github.nioftpd.fs.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * A connection under TLS, after its handshake. One thread may read and another write; both block.
 * The channel below is closed by its owner, which wakes both.
 */
public final class TlsChannel {

  /** The most that one record holds. */
  private static final int RECORD = 16 << 10;

  private final ChannelSocket socket;
  private final SSLSocket tls;
  private final InputStream in;
  private final OutputStream out;
  private byte[] received = {};
  private byte[] sent = {};

  TlsChannel(ChannelSocket socket, SSLSocket tls) throws IOException {
    this.socket = socket;
    this.tls = tls;
    this.in = tls.getInputStream();
    this.out = tls.getOutputStream();
  }

  /** The bytes that come; the stream ends with the peer's close_notify, or without. */
  public InputStream input() {
    return in;
  }

  /** The bytes below TLS, once TLS has ended. */
  public InputStream clear() {
    return socket.getInputStream();
  }

  /**
   * Reads some bytes.
   *
   * @return how many, or -1 after the peer's close_notify
   * @throws NoCloseNotifyException when the connection ended without one
   */
  public int read(ByteBuffer target) throws IOException {
    int count;
    if (target.hasArray()) {
      int start = target.arrayOffset() + target.position();
      count = in.read(target.array(), start, target.remaining());
      target.position(target.position() + Math.max(0, count));
    } else {
      received = received.length == 0 ? new byte[RECORD] : received;
      count = in.read(received, 0, Math.min(received.length, target.remaining()));
      target.put(received, 0, Math.max(0, count));
    }
    if (count < 0 && socket.isEnded()) {
      throw new NoCloseNotifyException(socket.isBetweenRecords());
    }
    return count;
  }

  /** Writes bytes, one record's worth at the most. */
  public int write(ByteBuffer source) throws IOException {
    int count = Math.min(source.remaining(), RECORD);
    if (source.hasArray()) {
      out.write(source.array(), source.arrayOffset() + source.position(), count);
      source.position(source.position() + count);
    } else {
      sent = sent.length == 0 ? new byte[RECORD] : sent;
      source.get(sent, 0, count);
      out.write(sent, 0, count);
    }
    return count;
  }

  /**
   * Sends a new ticket after the next write, in TLS 1.3: JSSE sends one when the values of a
   * session have changed.
   */
  void offerTicket() {
    String name = TlsChannel.class.getName();
    tls.getSession().putValue(name, name);
    tls.getSession().removeValue(name);
  }

  /** Sends close_notify: nothing more will be written. */
  public void end() throws IOException {
    tls.shutdownOutput();
  }

  /**
   * Sends close_notify, but waits no longer than this for a peer that reads nothing.
   *
   * @param limit when the channel is closed instead
   */
  public void end(Duration limit) throws IOException {
    try (Deadline deadline = new Deadline(socket.getChannel(), limit)) {
      end();
    }
  }

  /**
   * Ends TLS, in both directions, and leaves the connection below open.
   *
   * @param limit how long to wait for the peer's close_notify before the channel is closed
   */
  public void leave(Duration limit) throws IOException {
    try (Deadline deadline = new Deadline(socket.getChannel(), limit)) {
      end();
      if (in.read() >= 0 || socket.isEnded()) {
        throw new EOFException("TLS was not ended properly");
      }
    }
  }

  /**
   * The certificates the peer has shown, which were found good.
   *
   * @return its own first; empty when it showed none
   */
  public List<X509Certificate> peer() {
    try {
      Certificate[] chain = tls.getSession().getPeerCertificates();
      return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
  }

  @Override
  public String toString() {
    SSLSession session = tls.getSession();
    return session.getProtocol() + " " + session.getCipherSuite();
  }
}
