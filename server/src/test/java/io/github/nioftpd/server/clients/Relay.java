package io.github.nioftpd.server.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/** A TCP relay to a store that counts bytes, for the lifetime of this JVM. */
final class Relay {

  private final ServerSocket door;
  private final URI store;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();

  Relay(URI store) throws IOException {
    this.store = store;
    this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** The endpoint of the relay. */
  URI address() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** The number of bytes sent to the store. */
  long sent() {
    return sent.get();
  }

  /** The number of bytes received from the store. */
  long received() {
    return received.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = door.accept();
        Thread.ofVirtual().start(() -> connect(near));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void connect(Socket near) {
    try (near;
        Socket far = new Socket(store.getHost(), store.getPort())) {
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      Thread back = Thread.ofVirtual().start(() -> copy(far, near, received));
      copy(near, far, sent);
      back.join();
    } catch (IOException e) {
      // the server sees that its connection is closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to, AtomicLong count) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[64 * 1024];
      for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
        count.addAndGet(n);
        out.write(bytes, 0, n);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // no longer needed
    }
  }
}
