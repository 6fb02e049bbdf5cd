package io.github.nioftpd;

import io.github.nioftpd.config.Endpoint;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening sockets of a server. Safe for use by several threads. */
final class Listeners implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  /** The number of connections that may wait to be accepted; a burst of clients is not rejected. */
  private static final int BACKLOG = 1024;

  private final List<ServerSocketChannel> channels = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /** Listens on all of the addresses, or on none. */
  Listeners(List<Endpoint> wanted) throws IOException {
    try {
      for (Endpoint listener : wanted) {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channels.add(channel);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(listener.address(), BACKLOG);
        addresses.add((InetSocketAddress) channel.getLocalAddress());
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  /** Platform threads accept, so that a freeze of the virtual ones is at least heard of. */
  void acceptInto(Acceptor acceptor) {
    for (int i = 0; i < channels.size(); i++) {
      ServerSocketChannel channel = channels.get(i);
      int number = i;
      threads.add(
          Thread.ofPlatform()
              .name("nioftpd-accept-" + channel.socket().getLocalPort())
              .start(() -> acceptor.accept(channel, number)));
    }
  }

  /** Closes the sockets; their ports are free when it returns. */
  @Override
  public void close() {
    for (ServerSocketChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.warn("cannot close a listener", e);
      }
    }
    try {
      for (Thread thread : threads) {
        thread.join(); // a socket is closed only when no thread waits in it any more
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
