package io.github.nioftpd.data;

import io.github.nioftpd.config.PassivePorts;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The ports that passive data connections listen on. Each is chosen at random, so that the next one
 * cannot be guessed, and never the one that was given out last while another is free. Safe for use
 * by several threads.
 */
public final class PassivePortPool {

  /** Clients connect at most once, but another client may connect first. */
  private static final int BACKLOG = 16;

  /** The ports that RFC 6335 (6) leaves to anybody. */
  private static final PassivePorts DYNAMIC = PassivePorts.range(49_152, 65_535);

  private static final int GUESSES = 16;

  private final PassivePorts ports;
  private final SecureRandom random = new SecureRandom();
  private final MissedPassiveConnections noShows;
  private final AtomicInteger last = new AtomicInteger();

  /** Makes a pool. */
  public PassivePortPool(PassivePorts ports) {
    this.ports = ports;
    this.noShows = new MissedPassiveConnections(ports);
  }

  /** The settings of this pool. */
  public PassivePorts ports() {
    return ports;
  }

  /** The clients that got a port of this pool and did not connect. */
  MissedPassiveConnections noShows() {
    return noShows;
  }

  /**
   * Starts to listen.
   *
   * @throws DataOpenException when every port of the range is in use
   * @throws IOException when listening fails otherwise
   */
  ServerSocketChannel listen(InetAddress local) throws IOException {
    if (ports.first() == 0) {
      return anywhere(local);
    }
    int avoided = last.get();
    Optional<ServerSocketChannel> channel = anyBut(avoided, local);
    if (channel.isEmpty() && avoided != 0) {
      channel = unlessInUse(local, avoided);
    }
    ServerSocketChannel found =
        channel.orElseThrow(() -> new DataOpenException("all passive ports are in use"));
    last.set(found.socket().getLocalPort());
    return found;
  }

  /**
   * A guess comes before the system's choice, which passes over each port that a connection of the
   * last minute has used: after some thousand transfers that search costs more than the rest.
   */
  private ServerSocketChannel anywhere(InetAddress local) throws IOException {
    for (int i = 0; i < GUESSES; i++) {
      int port = DYNAMIC.first() + random.nextInt(DYNAMIC.last() - DYNAMIC.first() + 1);
      Optional<ServerSocketChannel> channel = unlessInUse(local, port);
      if (channel.isPresent()) {
        return channel.orElseThrow();
      }
    }
    return bind(new InetSocketAddress(local, 0));
  }

  private Optional<ServerSocketChannel> anyBut(int avoided, InetAddress local) throws IOException {
    int count = ports.last() - ports.first() + 1;
    int start = random.nextInt(count);
    Optional<ServerSocketChannel> channel = Optional.empty();
    for (int i = 0; i < count && channel.isEmpty(); i++) {
      int port = ports.first() + (start + i) % count;
      if (port != avoided) {
        channel = unlessInUse(local, port);
      }
    }
    return channel;
  }

  private static Optional<ServerSocketChannel> unlessInUse(InetAddress local, int port)
      throws IOException {
    try {
      return Optional.of(bind(new InetSocketAddress(local, port)));
    } catch (BindException e) {
      return Optional.empty();
    }
  }

  private static ServerSocketChannel bind(InetSocketAddress address) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      // connections of the past must not keep a port of a small range from being used again
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      return channel.bind(address, BACKLOG);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
