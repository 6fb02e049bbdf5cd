package io.github.nioftpd.test.fault;

import io.github.nioftpd.fs.InsufficientStorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A file that fails or changes at an offset of its transfer. Owned by the thread of the transfer.
 */
final class FaultyFile implements ReadableByteChannel, WritableByteChannel {

  /** The event at the offset. */
  private enum Kind {
    READ_ERROR,
    DISK_FULL,
    CORRUPT
  }

  private final Kind kind;
  private final Channel file;
  private final long offset;
  private long position;

  private FaultyFile(Kind kind, Channel file, long offset) {
    this.kind = kind;
    this.file = file;
    this.offset = offset;
  }

  /** The same file, with a fault if it is one of reading. */
  static ReadableByteChannel reading(ReadableByteChannel file, Fault fault) {
    return switch (fault) {
      case Fault.ReadError error -> new FaultyFile(Kind.READ_ERROR, file, error.after());
      case Fault.CorruptData corrupt -> new FaultyFile(Kind.CORRUPT, file, corrupt.at());
      default -> file;
    };
  }

  /** The same file, with a fault if it is one of storing. */
  static WritableByteChannel storing(WritableByteChannel file, Fault fault) {
    return switch (fault) {
      case Fault.DiskFull full -> new FaultyFile(Kind.DISK_FULL, file, full.after());
      case Fault.CorruptData corrupt -> new FaultyFile(Kind.CORRUPT, file, corrupt.at());
      default -> file;
    };
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int limit = target.limit();
    int start = target.position();
    target.limit(start + admitted(target.remaining()));
    try {
      int count = ((ReadableByteChannel) file).read(target);
      corrupt(target, start, count);
      position += Math.max(0, count);
      return count;
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int limit = source.limit();
    int start = source.position();
    source.limit(start + admitted(source.remaining()));
    try {
      corrupt(source, start, source.remaining());
      int count = 0;
      while (source.hasRemaining()) {
        count += ((WritableByteChannel) file).write(source);
      }
      position += count;
      return count;
    } finally {
      source.limit(limit);
    }
  }

  /** The bytes that may move before the file fails. */
  private int admitted(int wanted) throws IOException {
    if (kind == Kind.CORRUPT) {
      return wanted;
    }
    if (position < offset) {
      return (int) Math.min(wanted, offset - position);
    }
    throw kind == Kind.DISK_FULL
        ? new InsufficientStorageException(null, "disk full by a fault")
        : new IOException("read error by a fault");
  }

  private void corrupt(ByteBuffer bytes, int start, int count) {
    if (kind == Kind.CORRUPT && position <= offset && offset < position + count) {
      int at = start + (int) (offset - position);
      bytes.put(at, (byte) ~bytes.get(at));
    }
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
