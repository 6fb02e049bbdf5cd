package io.github.nioftpd.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * The conversion of TYPE A (RFC 959 section 3.1.1.1): lines end with CR LF on the wire and with LF
 * in the file. It is the same wherever the bytes are cut into pieces. A line that ends with CR LF
 * in the file is sent as it is.
 */
public final class AsciiStreams {

  private AsciiStreams() {}

  /**
   * Converts the content of a file for the wire.
   *
   * @return a channel that yields CR LF for LF; closing it closes the file
   */
  public static ReadableByteChannel toWire(ReadableByteChannel file) {
    return new ToWire(file);
  }

  /**
   * Converts received data for a file.
   *
   * @return a channel that writes LF for CR LF; closing it writes a CR that came last, and leaves
   *     the file open
   */
  public static WritableByteChannel fromWire(WritableByteChannel file) {
    return new FromWire(file);
  }

  private static final class ToWire implements ReadableByteChannel {
    private final ReadableByteChannel file;
    private final ByteBuffer raw = ByteBuffer.allocate(32 << 10).limit(0);
    private byte before;
    private boolean owesLineFeed;

    ToWire(ReadableByteChannel file) {
      this.file = file;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      int start = target.position();
      while (target.hasRemaining()) {
        if (owesLineFeed) {
          put(target, (byte) '\n');
          owesLineFeed = false;
        } else if (raw.hasRemaining() || fill()) {
          byte b = raw.get();
          owesLineFeed = b == '\n' && before != '\r';
          put(target, owesLineFeed ? (byte) '\r' : b);
        } else {
          break;
        }
      }
      return target.position() == start && target.hasRemaining() ? -1 : target.position() - start;
    }

    private void put(ByteBuffer target, byte b) {
      target.put(b);
      before = b;
    }

    private boolean fill() throws IOException {
      raw.clear();
      int count = file.read(raw);
      raw.flip();
      return count > 0;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private static final class FromWire implements WritableByteChannel {
    private final WritableByteChannel file;
    private final ByteBuffer converted = ByteBuffer.allocate(32 << 10);
    private boolean owesReturn;
    private boolean open = true;

    FromWire(WritableByteChannel file) {
      this.file = file;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      int count = source.remaining();
      while (source.hasRemaining()) {
        if (converted.remaining() < 2) {
          drain();
        }
        byte b = source.get();
        if (owesReturn && b != '\n') {
          converted.put((byte) '\r');
        }
        owesReturn = b == '\r';
        if (!owesReturn) {
          converted.put(b);
        }
      }
      drain();
      return count;
    }

    private void drain() throws IOException {
      converted.flip();
      while (converted.hasRemaining()) {
        file.write(converted);
      }
      converted.clear();
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() throws IOException {
      if (open && owesReturn) {
        converted.put((byte) '\r');
        drain();
      }
      open = false;
    }
  }
}
