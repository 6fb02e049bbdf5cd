package io.github.nioftpd.session;

import io.github.nioftpd.data.Arrivals;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.tls.SecurityAssociation;
import io.github.nioftpd.tls.TlsChannel;
import io.github.nioftpd.wire.LineReader;
import io.github.nioftpd.wire.MalformedLineException;
import io.github.nioftpd.wire.MalformedLineException.Fault;
import io.github.nioftpd.wire.Request;
import io.github.nioftpd.wire.WireText;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The control connection. One thread reads it into the inbox, the owner of the session alone writes
 * to it, any thread may close it.
 *
 * <p>After a line that may begin or end TLS, the reader waits until the session has decided how the
 * bytes that follow are read.
 */
final class Control implements Closeable {

  /** The time a client has to read the end of TLS, or to end it itself. */
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private static final byte IAC = (byte) 0xFF;

  /** The time a transfer waits until all received lines are read. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final SocketChannel channel;
  private final Arrivals arrivals;
  private final Charset charset;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final boolean offersTls;

  private final CommandTable commands;

  private final Semaphore turn = new Semaphore(0);

  /** Changed by the session's thread alone, and only while the reader waits. */
  private volatile @Nullable TlsChannel tls;

  private volatile @Nullable LineReader lines;
  private volatile boolean readAhead;

  /** When the write that is under way began, in nanoseconds; 0 while there is none. */
  private volatile long writingSince;

  Control(SocketChannel channel, Charset charset, boolean offersTls, CommandTable commands)
      throws IOException {
    this.channel = channel;
    this.arrivals = new Arrivals(channel);
    this.charset = charset;
    this.offersTls = offersTls;
    this.commands = commands;
    this.local = (InetSocketAddress) channel.getLocalAddress();
    this.remote = (InetSocketAddress) channel.getRemoteAddress();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    // the urgent byte of a Telnet Synch stays in its place in the stream
    channel.socket().setOOBInline(true);
  }

  InetSocketAddress local() {
    return local;
  }

  InetSocketAddress remote() {
    return remote;
  }

  /** Whether the client has sent anything. */
  boolean hasReceived() {
    return arrivals.haveBegun();
  }

  /** Reads lines into the inbox until the client hangs up or sends a line without an end. */
  void readInto(Inbox inbox) {
    try {
      LineReader reader = lines();
      @Nullable Item item = next(reader);
      while (item != null) {
        boolean waits = item instanceof Item.Line line && isTurningPoint(line.request());
        readAhead = waits && reader.hasReadAhead();
        if (item instanceof Item.Line line && commands.has(line.request(), Trait.UPLOADS)) {
          arrivals.watch();
        }
        if (!inbox.put(item) || isEndless(item)) {
          return;
        }
        if (waits) {
          turn.acquire();
          reader = lines();
        }
        item = next(reader);
      }
    } catch (IOException e) {
      // the connection broke, which is a hang-up like any other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      inbox.hangUp();
    }
  }

  /** The lines of the connection as it is now, in clear text or under TLS. */
  private LineReader lines() throws IOException {
    LineReader current = lines;
    if (current == null) {
      current = new LineReader(arrivals.stream(), charset);
      lines = current;
    }
    return current;
  }

  private static @Nullable Item next(LineReader reader) throws IOException {
    try {
      String line = reader.readLine();
      return line == null ? null : new Item.Line(Request.parse(line));
    } catch (MalformedLineException e) {
      return new Item.Malformed(e.fault());
    }
  }

  private static boolean isEndless(Item item) {
    return item instanceof Item.Malformed malformed && malformed.fault() == Fault.ENDLESS;
  }

  /** Notes that a command has been carried out. */
  void handled(Request request) {
    if (commands.has(request, Trait.UPLOADS)) {
      arrivals.unwatch();
    }
  }

  /**
   * Waits until the lines that have arrived are in the inbox, or cannot be put there now. Called by
   * the thread of a transfer.
   */
  void awaitArrived(Inbox inbox) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!arrivals.areTaken()
        && !turn.hasQueuedThreads()
        && !inbox.isClosedToLines()
        && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(this, 50_000);
    }
  }

  // ---- TLS

  /** Whether the reader waits behind such a line for {@link #goOn}. */
  boolean isTurningPoint(Request request) {
    return offersTls && commands.has(request, tls == null ? Trait.BEGINS_TLS : Trait.ENDS_TLS);
  }

  /** Whether the client has sent more behind the line at which the reader waits. */
  boolean hasReadAhead() {
    return readAhead;
  }

  /** Lets the reader go on behind a turning point. */
  void goOn() {
    turn.release();
  }

  /** Begins TLS, while the reader waits or before it runs. */
  void startTls(SecurityAssociation association, Optional<String> host) throws IOException {
    TlsChannel secured = association.control(channel, arrivals, host);
    lines = new LineReader(secured.input(), charset);
    tls = secured;
  }

  /** Ends TLS, while the reader waits. */
  void endTls() throws IOException {
    TlsChannel secured = tls;
    if (secured != null) {
      secured.leave(FAREWELL);
      lines = new LineReader(secured.clear(), charset);
      tls = null;
    }
  }

  /** The certificates the client has shown. */
  List<X509Certificate> certificates() {
    TlsChannel secured = tls;
    return secured == null ? List.of() : secured.peer();
  }

  /** Version and cipher suite. */
  String cipher() {
    return String.valueOf(tls);
  }

  // ---- writing and closing

  /** Writes a reply, in one piece. */
  void write(Reply reply) throws IOException {
    send(reply.toWire());
  }

  /** Writes a line of a reply whose last one is still to come. */
  void begin(Reply reply) throws IOException {
    send(reply.toWireBegun());
  }

  private void send(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(doubled(WireText.encode(text, charset)));
    TlsChannel secured = tls;
    writingSince = System.nanoTime() | 1;
    while (bytes.hasRemaining()) {
      int unused = secured == null ? channel.write(bytes) : secured.write(bytes);
    }
    writingSince = 0;
  }

  /** The byte 255 of a name is doubled, or it would begin a Telnet command (RFC 854). */
  private static byte[] doubled(byte[] bytes) {
    int count = 0;
    for (byte b : bytes) {
      count += b == IAC ? 1 : 0;
    }
    if (count == 0) {
      return bytes;
    }
    ByteBuffer out = ByteBuffer.allocate(bytes.length + count);
    for (byte b : bytes) {
      out.put(b);
      if (b == IAC) {
        out.put(b);
      }
    }
    return out.array();
  }

  /** Whether a write has been waiting for the client for longer than this. */
  boolean isStuck(long nanos) {
    long since = writingSince;
    return since != 0 && System.nanoTime() - since > nanos;
  }

  /** Closes the connection for an interceptor, by the session's thread. */
  void cut(boolean reset) {
    if (reset) {
      try {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException e) {
        // the client is gone
      }
      close();
    } else {
      end();
    }
  }

  /** Ends the connection properly, by the session's thread: under TLS with close_notify. */
  void end() {
    TlsChannel secured = tls;
    try {
      if (secured != null && channel.isOpen()) {
        secured.end(FAREWELL);
      }
    } catch (IOException e) {
      // it is broken already
    }
    close();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // the client is gone
    }
    turn.release(); // a reader that waits finds the connection closed
  }
}
