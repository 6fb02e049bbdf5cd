package io.github.nioftpd.data;

import io.github.nioftpd.config.Network;
import io.github.nioftpd.tls.SecurityAssociation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data connection that the client opens to the server (RFC 959 section 3.2, RFC 2428).
 *
 * <p>A thread of its own accepts from the moment the port is told, so that another client that
 * connects is closed at once and the rightful client still gets through, and so that a port without
 * a client is free again when its time is over.
 */
public final class Passive implements DataRoute {

  /**
   * The clients that may connect to a passive port.
   *
   * @param client the client of the session
   * @param given the address it was told to connect to
   * @param proxies where trusted proxies are: a connection from there says whose it is
   * @param foreignAddresses whether others may come, too
   * @param tls what secures the connection, asked when it is there; called on another thread
   */
  public record PeerRule(
      InetAddress client,
      InetAddress given,
      List<Network> proxies,
      boolean foreignAddresses,
      Supplier<Optional<SecurityAssociation>> tls) {}

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  private final ServerSocketChannel listener;
  private final PeerRule peers;
  private final MissedPassiveConnections noShows;
  private final Duration timeout;
  private volatile boolean download;
  private final FutureTask<DataConnection> accepted = new FutureTask<>(this::accept);

  /**
   * Starts to listen.
   *
   * @param timeout how long to wait for the client, zero for ever
   * @throws IOException when no port is available
   */
  public Passive(PassivePortPool pool, InetAddress local, Duration timeout, PeerRule peers)
      throws IOException {
    this.listener = pool.listen(local);
    this.timeout = timeout;
    this.peers = peers;
    this.noShows = pool.noShows();
    Thread.ofVirtual().name("nioftpd-passive-" + port()).start(accepted);
  }

  /**
   * The port the client is to connect to.
   *
   * @return 1 to 65535
   */
  public int port() {
    return listener.socket().getLocalPort();
  }

  @Override
  public void expect(boolean upload) {
    download = !upload;
  }

  @Override
  public DataConnection connect() throws DataOpenException {
    try {
      return accepted.get();
    } catch (ExecutionException e) {
      throw new DataOpenException("the client did not connect", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataOpenException("given up", e);
    }
  }

  private DataConnection accept() throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    boolean came = false;
    try (listener) {
      while (true) {
        SocketChannel channel = next(deadline);
        if (isRightful(channel)) {
          came = true;
          noShows.came(peers.client, peers.given);
          return connected(channel);
        }
        channel.close();
      }
    } finally {
      if (!came) {
        noShows.missed(peers.client, peers.given);
      }
    }
  }

  /** The client may begin a handshake at once, and wait for its end before it sends a command. */
  private DataConnection connected(SocketChannel channel) throws IOException {
    DataConnection connection = new DataConnection(channel);
    peers.tls.get().ifPresent(tls -> connection.startEarly(tls, () -> download));
    return connection;
  }

  private boolean isRightful(SocketChannel channel) {
    String who;
    try {
      InetAddress client = Proxies.client(channel, peers.proxies).getAddress();
      if (peers.foreignAddresses || client.equals(peers.client)) {
        return true;
      }
      who = client.getHostAddress();
    } catch (ClosedChannelException e) {
      return false; // it has gone again
    } catch (IOException e) {
      who = "a proxy that does not say for whom it comes (" + e.getMessage() + ")";
    }
    LOG.warn(
        "rejected data connection from {}: the passive port belongs to {}",
        who,
        peers.client.getHostAddress());
    return false;
  }

  private SocketChannel next(long deadline) throws IOException {
    if (timeout.isZero()) {
      return listener.accept();
    }
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException();
    }
    listener.socket().setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
    return listener.socket().accept().getChannel();
  }

  /**
   * Closes the listener, and the connection if it is there and was not asked for. The port is free
   * when this returns: only when the accepting thread has let go of it is it known who came last.
   */
  @Override
  public void close() throws IOException {
    listener.close();
    try {
      accepted.get().close();
    } catch (ExecutionException e) {
      // no client connected
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
