package io.github.nioftpd.session;

import io.github.nioftpd.session.Inbox.Item;
import io.github.nioftpd.wire.LineReader;
import io.github.nioftpd.wire.MalformedLineException;
import io.github.nioftpd.wire.MalformedLineException.Fault;
import io.github.nioftpd.wire.Request;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * The control connection. One thread reads it into the inbox, the owner of the session alone writes
 * to it, any thread may close it.
 */
final class Control implements Closeable {

  private final SocketChannel channel;
  private final Charset charset;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;

  /** When the write that is under way began, in nanoseconds; 0 while there is none. */
  private volatile long writingSince;

  Control(SocketChannel channel, Charset charset) throws IOException {
    this.channel = channel;
    this.charset = charset;
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

  /** Reads lines into the inbox until the client hangs up or sends a line without an end. */
  void readInto(Inbox inbox) {
    try {
      LineReader reader = new LineReader(channel.socket().getInputStream(), charset);
      @Nullable Item item = next(reader);
      while (item != null && inbox.put(item) && !isEndless(item)) {
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

  /** Writes a reply, in one piece. */
  void write(Reply reply) throws IOException {
    ByteBuffer bytes = charset.encode(reply.toWire());
    writingSince = System.nanoTime() | 1;
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    writingSince = 0;
  }

  /** Whether a write has been waiting for the client for longer than this. */
  boolean isStuck(long nanos) {
    long since = writingSince;
    return since != 0 && System.nanoTime() - since > nanos;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // nobody is left to be told
    }
  }
}
