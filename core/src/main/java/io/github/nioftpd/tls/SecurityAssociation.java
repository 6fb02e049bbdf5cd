package io.github.nioftpd.tls;

import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.config.TlsPolicy.ClientCertificates;
import io.github.nioftpd.config.TlsPolicy.Resumption;
import io.github.nioftpd.fs.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The TLS context shared by the connections of one FTP session. Tickets and cached sessions of
 * another FTP session mean nothing in it, other clients cannot evict them, and they go with it.
 *
 * <p>One handshake at a time: on the session's thread, on that of its transfer, or on that of an
 * {@link EarlyHandshake}.
 */
public final class SecurityAssociation {

  /** RFC 8446, 4.6.1: the longest life of a TLS 1.3 ticket; JSSE gives none beyond it. */
  private static final int WEEK_SECONDS = 7 * 24 * 3600;

  /**
   * The most TLS sessions that are cached for clients without tickets; each transfer adds one at
   * most.
   */
  private static final int KEPT_SESSIONS = 16;

  /**
   * The most tickets that are sent on the control connection. JSSE keeps each, some 600 bytes, as
   * long as that connection lives.
   */
  private static final int MOST_TICKETS = 50_000;

  private final TlsPolicy policy;
  private final SessionKeys keys;
  private SSLContext context;
  private @Nullable TlsChannel control;
  private boolean ticketsFollow;
  private boolean renews;
  private int renewed;

  /**
   * Makes an association without connections.
   *
   * @throws SSLException when Java has no TLS for it
   */
  public SecurityAssociation(TlsPolicy policy) throws SSLException {
    this.policy = policy;
    this.keys = new SessionKeys(policy.keys());
    this.context = context();
  }

  private SSLContext context() throws SSLException {
    try {
      SSLContext made = SSLContext.getInstance("TLS");
      TrustManager[] trust = policy.keys().clients().stream().toArray(TrustManager[]::new);
      made.init(new KeyManager[] {keys}, trust, null);
      SSLSessionContext sessions = made.getServerSessionContext();
      sessions.setSessionCacheSize(KEPT_SESSIONS);
      sessions.setSessionTimeout(WEEK_SECONDS);
      return made;
    } catch (GeneralSecurityException e) {
      throw new SSLException("TLS cannot be had", e);
    }
  }

  /**
   * Secures the control connection.
   *
   * @param channel the connection, connected and blocking; closed when the handshake takes too long
   * @param source where the bytes of the connection are read
   */
  public TlsChannel control(
      SocketChannel channel, ReadableByteChannel source, Optional<String> host) throws IOException {
    keys.host(host);
    ChannelSocket socket = new ChannelSocket(channel, source);
    SSLSocket tls = socket(socket, "ftp", "ftp-data");
    tls.setWantClientAuth(policy.clientCertificates() == ClientCertificates.OPTIONAL);
    if (policy.clientCertificates() == ClientCertificates.REQUIRED) {
      tls.setNeedClientAuth(true);
    }
    TlsChannel secured = shake(socket, tls, tls);
    control = secured;
    ticketsFollow = tls.getSession().getProtocol().equals("TLSv1.3");
    return secured;
  }

  /**
   * Secures a data connection.
   *
   * <p>On one that the client writes to, TLS 1.3 tickets are held back. A client that closes it
   * before it has read them resets it by that, and loses the end of its upload. {@link
   * #renewTicket()} makes up for it.
   *
   * @param channel the connection, connected and blocking; closed when the handshake takes too long
   * @throws NotResumedException when it had to resume the control connection's session and did not
   */
  public TlsChannel data(SocketChannel channel, boolean upload) throws IOException {
    return data(channel, ByteBuffer.allocate(0), upload);
  }

  /** Secures a data connection as soon as the client begins the handshake. */
  public EarlyHandshake early(SocketChannel channel, BooleanSupplier download) {
    return new EarlyHandshake(this, channel, download);
  }

  /** The time limit of a handshake. */
  Duration limit() {
    return policy.handshake();
  }

  /** The same of which some bytes were read before. */
  TlsChannel data(SocketChannel channel, ByteBuffer first, boolean upload) throws IOException {
    if (policy.resumption() == Resumption.OFF) {
      context = context();
    }
    boolean withhold = upload && ticketsFollow;
    renews |= withhold;
    SSLSessionContext sessions = context.getServerSessionContext();
    sessions.setSessionTimeout(withhold ? WEEK_SECONDS + 1 : WEEK_SECONDS);
    boolean resume = policy.resumption() == Resumption.REQUIRED;
    ChannelSocket socket = new ChannelSocket(channel, first);
    SSLSocket tls = socket(socket, "ftp-data", "ftp");
    try {
      return shake(socket, tls, resume ? null : tls);
    } catch (IOException e) {
      throw resume && keys.isDenied() ? new NotResumedException(e) : e;
    } finally {
      sessions.setSessionTimeout(WEEK_SECONDS);
    }
  }

  /**
   * Gives a client that has to resume a new ticket, which comes on the control connection behind
   * the next reply: many use each only once. Since JSSE also takes these only once, one must follow
   * each transfer from the first on.
   */
  public void renewTicket() {
    if (renews
        && control != null
        && policy.resumption() == Resumption.REQUIRED
        && renewed < MOST_TICKETS) {
      renewed++;
      control.offerTicket();
    }
  }

  private SSLSocket socket(ChannelSocket socket, String... applications) throws IOException {
    SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, false);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setProtocols(policy.protocols().toArray(String[]::new));
    if (!policy.ciphers().isEmpty()) {
      parameters.setCipherSuites(policy.ciphers().toArray(String[]::new));
    }
    parameters.setUseCipherSuitesOrder(true);
    parameters.setApplicationProtocols(applications);
    tls.setSSLParameters(parameters);
    return tls;
  }

  private TlsChannel shake(ChannelSocket socket, SSLSocket tls, @Nullable SSLSocket served)
      throws IOException {
    keys.serve(served);
    Deadline deadline = new Deadline(socket.getChannel(), policy.handshake());
    try (deadline) {
      tls.startHandshake();
    } catch (IOException e) {
      throw deadline.isOver() ? new SSLException("the handshake took too long", e) : e;
    } finally {
      keys.retire();
    }
    return new TlsChannel(socket, tls);
  }
}
