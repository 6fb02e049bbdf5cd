package io.github.nioftpd.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A channel as the socket that JSSE wants under an SSLSocket. It reads ahead, which saves a call
 * for the head of each record, and it knows whether the stream ended: JSSE reports an end of the
 * TCP connection as if it were a close_notify, which would pass a cut upload for a whole one.
 *
 * <p>One thread may read and another write. Closing is left to the channel's owner.
 */
final class ChannelSocket extends Socket {

  /** More than a record of TLS (RFC 8446, 5.2: 2^14 + 256 bytes and a head of 5). */
  private static final int AHEAD = 17 << 10;

  private static final int HEAD = 5;

  private final SocketChannel channel;
  private final ReadableByteChannel source;
  private final InetSocketAddress remote;
  private final ByteBuffer ahead;
  private volatile boolean ended;

  /** Of the head of a record: how many of its bytes were read, and the two that tell its length. */
  private int head;

  private int length;

  /** Makes the socket of a data connection, of which some bytes were read before. */
  ChannelSocket(SocketChannel channel, ByteBuffer first) throws IOException {
    this(channel, channel, ByteBuffer.allocate(4 * AHEAD).put(first).flip());
  }

  /** Makes the socket of a control connection, which is read elsewhere. */
  ChannelSocket(SocketChannel channel, ReadableByteChannel source) throws IOException {
    this(channel, source, ByteBuffer.allocate(1 << 10).limit(0));
  }

  private ChannelSocket(SocketChannel channel, ReadableByteChannel source, ByteBuffer ahead)
      throws IOException {
    super((SocketImpl) null);
    this.channel = channel;
    this.source = source;
    this.remote = (InetSocketAddress) channel.getRemoteAddress();
    this.ahead = ahead;
  }

  /** Whether the peer has ended the TCP connection and everything before was read. */
  boolean isEnded() {
    return ended;
  }

  /** Whether all records that JSSE has begun to read are whole. */
  boolean isBetweenRecords() {
    return head == 0;
  }

  /** Follows the records through the received bytes (RFC 8446, 5.1). */
  private void follow(byte[] bytes, int offset, int count) {
    int i = offset;
    while (i < offset + count) {
      if (head < HEAD) {
        length = ((length << 8) | (bytes[i++] & 0xFF)) & 0xFFFF;
        head++;
      } else {
        int step = Math.min(length, offset + count - i);
        i += step;
        length -= step;
      }
      head = head == HEAD && length == 0 ? 0 : head;
    }
  }

  @Override
  public InputStream getInputStream() {
    return new Input();
  }

  @Override
  public OutputStream getOutputStream() {
    return new Output();
  }

  private int read(byte[] bytes, int offset, int length) throws IOException {
    if (!ahead.hasRemaining()) {
      if (length >= ahead.capacity()) {
        return noted(source.read(ByteBuffer.wrap(bytes, offset, length)));
      }
      ahead.clear();
      int count = noted(source.read(ahead));
      ahead.flip();
      if (count < 0) {
        return -1;
      }
    }
    int count = Math.min(length, ahead.remaining());
    ahead.get(bytes, offset, count);
    return count;
  }

  private int noted(int count) {
    if (count < 0) {
      ended = true;
    }
    return count;
  }

  private final class Input extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = length == 0 ? 0 : ChannelSocket.this.read(bytes, offset, length);
      follow(bytes, offset, count);
      return count;
    }

    @Override
    public int available() {
      return ahead.remaining();
    }
  }

  private final class Output extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }

  // ---- what else JSSE asks of a socket

  @Override
  public SocketChannel getChannel() {
    return channel;
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean isBound() {
    return true;
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public boolean isInputShutdown() {
    return false;
  }

  @Override
  public boolean isOutputShutdown() {
    return false;
  }

  @Override
  public void shutdownInput() {
    // of the TLS connection alone
  }

  @Override
  public void shutdownOutput() {
    // of the TLS connection alone
  }

  @Override
  public void close() {
    // left to the channel's owner
  }

  @Override
  public int getSoLinger() {
    return -1;
  }

  @Override
  public int getSoTimeout() {
    return 0;
  }

  @Override
  public void setSoTimeout(int timeout) {
    // a deadline holds for the whole of a handshake
  }

  @Override
  public InetAddress getInetAddress() {
    return remote.getAddress();
  }

  @Override
  public int getPort() {
    return remote.getPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return remote;
  }

  @Override
  public @Nullable SocketAddress getLocalSocketAddress() {
    try {
      return channel.getLocalAddress();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return "ChannelSocket[" + remote + "]";
  }
}
