package io.github.nioftpd.fs.vfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A connection to a server that can be cut, be slow, or lose data. */
final class Wire implements AutoCloseable {

  private final int target;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicLong credit = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean swallows;
  private volatile boolean slow;
  private volatile ServerSocket listener;

  Wire(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    port = listener.getLocalPort();
    accept(listener);
  }

  int port() {
    return port;
  }

  /** Cuts all connections; none can be made until {@link #mend}. */
  void cut() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** Cuts all connections once so many bytes more went over the wire. */
  void cutAfter(long bytes) {
    credit.set(bytes);
  }

  /** Takes whatever comes, and passes nothing on. */
  void swallow() {
    swallows = true;
  }

  /** Passes on a few bytes at a time. */
  void drip() {
    slow = true;
  }

  /** Connections that are made from now on are good. */
  void mend() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    swallows = false;
    slow = false;
    credit.set(Long.MAX_VALUE);
    if (listener.isClosed()) {
      ServerSocket fresh = bound();
      listener = fresh;
      accept(fresh);
    }
  }

  /** The port is free when the last connection of before has gone. */
  private ServerSocket bound() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      ServerSocket fresh = new ServerSocket();
      try {
        fresh.setReuseAddress(true);
        fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return fresh;
      } catch (IOException e) {
        fresh.close();
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(10_000_000);
      }
    }
  }

  private void accept(ServerSocket server) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  connect(server, server.accept());
                }
              } catch (IOException e) {
                // the wire was cut
              }
            });
  }

  /** A listener that is closed while a thread waits in it may still accept one connection. */
  private void connect(ServerSocket from, Socket client) throws IOException {
    sockets.add(client);
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(server);
      if (from.isClosed()) {
        client.close();
        server.close();
        return;
      }
      Thread.ofVirtual().start(() -> pass(client, server));
      Thread.ofVirtual().start(() -> pass(server, client));
    } catch (IOException e) {
      client.close();
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      from.setTcpNoDelay(true);
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (credit.addAndGet(-count) < 0) {
          cut();
        }
        if (slow) {
          LockSupport.parkNanos(5_000_000);
        }
        if (!swallows) {
          out.write(buffer, 0, count);
        }
      }
    } catch (IOException e) {
      // one of the two is gone
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
