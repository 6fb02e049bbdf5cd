package io.github.nioftpd.fs.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The bytes of one part, in pieces that are added as needed, so that a small file takes little
 * memory. Filled by one thread, then read by any thread, once per attempt.
 */
final class PartContent {

  static final int PIECE = 1 << 16;

  private static final String TYPE = "application/octet-stream";

  private final List<byte[]> pieces = new ArrayList<>();
  private final long capacity;
  private long size;

  PartContent(long capacity) {
    this.capacity = capacity;
  }

  static PartContent empty() {
    return new PartContent(0);
  }

  long size() {
    return size;
  }

  boolean isFull() {
    return size == capacity;
  }

  /** Whether all pieces are full. */
  boolean needsPiece() {
    return size == (long) pieces.size() * PIECE;
  }

  void add(byte[] piece) {
    pieces.add(piece);
  }

  /** Copies bytes into the pieces until these are full. */
  int fill(ByteBuffer source) {
    int filled = 0;
    while (source.hasRemaining() && !isFull() && !needsPiece()) {
      int at = (int) (size % PIECE);
      int room = (int) Math.min(PIECE - at, capacity - size);
      int count = Math.min(room, source.remaining());
      source.get(pieces.get((int) (size / PIECE)), at, count);
      size += count;
      filled += count;
    }
    return filled;
  }

  /** Moves the pieces to a pool. */
  void recycle(Deque<byte[]> spare) {
    spare.addAll(pieces);
    pieces.clear();
  }

  RequestBody body() {
    if (size == 0) {
      return RequestBody.empty();
    }
    return RequestBody.fromContentProvider(() -> new Reader(size), size, TYPE);
  }

  /** A request body of other bytes and the first ones of this content. */
  RequestBody behind(byte[] others, long count) {
    return RequestBody.fromContentProvider(
        () -> new SequenceInputStream(new ByteArrayInputStream(others), new Reader(count)),
        others.length + count,
        TYPE);
  }

  private final class Reader extends InputStream {
    private final long end;
    private long position;

    Reader(long end) {
      this.end = end;
    }

    @Override
    public int read() {
      return position < end ? piece()[at(1)] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (length == 0) {
        return 0;
      }
      if (position >= end) {
        return -1;
      }
      int count = Math.min(length, inPiece());
      byte[] piece = piece();
      System.arraycopy(piece, at(count), target, offset, count);
      return count;
    }

    @Override
    public long transferTo(OutputStream target) throws IOException {
      long from = position;
      while (position < end) {
        int count = inPiece();
        byte[] piece = piece();
        target.write(piece, at(count), count);
      }
      return position - from;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, end - position);
    }

    private byte[] piece() {
      return pieces.get((int) (position / PIECE));
    }

    private int inPiece() {
      return (int) Math.min(PIECE - position % PIECE, end - position);
    }

    /** Returns the offset in the piece, and advances the position. */
    private int at(int count) {
      int at = (int) (position % PIECE);
      position += count;
      return at;
    }
  }
}
