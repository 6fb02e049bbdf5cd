package io.github.nioftpd.server.run;

import io.github.nioftpd.fs.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unix socket through which {@code nioftpd reload} contacts the server. Only its owner can use it.
 * A client sends "reload" and receives the result.
 */
public final class ControlSocket implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
  private static final String RELOAD = "reload";

  /** The time for a client to send its request, and to read the answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path path;
  private final ServerSocketChannel channel;
  private final Duration patience;

  /**
   * Begins to listen.
   *
   * @param path where the socket is made
   * @param reload the action; returns the answer
   * @throws IOException when there is another server, or something else, at the path
   */
  ControlSocket(Path path, Supplier<String> reload) throws IOException {
    this(path, reload, PATIENCE);
  }

  /** The same with a time limit for each of request and answer. */
  ControlSocket(Path path, Supplier<String> reload, Duration patience) throws IOException {
    this.path = path;
    this.patience = patience;
    removeStale(path);
    channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException | UnsupportedOperationException e) {
      channel.close();
      throw new IOException("cannot create the control socket " + path + ": " + e.getMessage(), e);
    }
    Thread.ofVirtual().name("nioftpd-control").start(() -> accept(reload));
  }

  private static void removeStale(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.isRegularFile(path) || Files.isDirectory(path)) {
      throw new IOException(
          "cannot create the control socket " + path + ": the file exists and is not a socket");
    }
    try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      throw new IOException(
          "cannot create the control socket "
              + path
              + ": another server uses it"
              + (other.isConnected() ? "" : ", but does not answer"));
    } catch (SocketException e) {
      Files.delete(path); // no process listens there any more
    }
  }

  private void accept(Supplier<String> reload) {
    while (channel.isOpen()) {
      try {
        SocketChannel client = channel.accept();
        Thread.ofVirtual().name("nioftpd-control-client").start(() -> serve(client, reload));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.warn("control socket error: {}", String.valueOf(e.getMessage()));
        return;
      }
    }
  }

  private void serve(SocketChannel client, Supplier<String> reload) {
    try (client) {
      String answer = isReload(client) ? reload.get() : "failed: unknown request; expected reload";
      ByteBuffer bytes = ByteBuffer.wrap((answer + "\n").getBytes(StandardCharsets.UTF_8));
      try (Deadline deadline = new Deadline(client, patience)) {
        while (bytes.hasRemaining() && !deadline.isOver()) {
          client.write(bytes);
        }
      }
    } catch (IOException e) {
      LOG.debug("a client of the control socket closed the connection", e);
    }
  }

  private boolean isReload(SocketChannel client) throws IOException {
    ByteBuffer request = ByteBuffer.allocate(RELOAD.length() + 1);
    try (Deadline deadline = new Deadline(client, patience)) {
      while (request.hasRemaining() && !deadline.isOver() && client.read(request) >= 0) {
        LOG.trace("received a part of a request");
      }
    }
    String said = new String(request.array(), 0, request.position(), StandardCharsets.UTF_8);
    return said.strip().equals(RELOAD);
  }

  /**
   * Asks a server to reload.
   *
   * @param path its socket
   * @return what it answered
   * @throws IOException when no server listens there
   */
  public static String reload(Path path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      channel.write(ByteBuffer.wrap((RELOAD + "\n").getBytes(StandardCharsets.UTF_8)));
      try (BufferedReader answer =
          new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
        return String.join("\n", answer.lines().toList());
      }
    } catch (SocketException | UncheckedIOException e) {
      throw new IOException(
          "cannot connect to the control socket "
              + path
              + " ("
              + e.getMessage()
              + "); is the server running?",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
