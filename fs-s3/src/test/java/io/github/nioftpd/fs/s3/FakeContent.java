package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The bytes of an object of the fake store, or their number alone. Immutable. */
sealed interface FakeContent {

  long size();

  /** Writes some of the bytes. */
  void writeTo(OutputStream out, long from, long count) throws IOException;

  /** Some of the bytes. */
  FakeContent slice(long from, long count);

  /** Whether only the size was kept. */
  boolean discarded();

  /** Content that is kept. */
  static FakeContent of(byte[] bytes) {
    return new Bytes(bytes, 0, bytes.length);
  }

  /** All bytes in an array. */
  default byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(size()));
    try {
      writeTo(out, 0, size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The digest of the bytes; of bytes that are gone one that stands for their number. */
  default byte[] md5() {
    MessageDigest digest = newDigest();
    if (discarded()) {
      return digest.digest(("discarded " + size()).getBytes(UTF_8));
    }
    try {
      writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest), 0, size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return digest.digest();
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The content of a request.
   *
   * @param content the content
   * @param md5 its digest
   */
  record Received(FakeContent content, byte[] md5) {

    /**
     * Reads a body to its end.
     *
     * @param length its length as announced, or -1
     * @param discard whether to keep no more than the size
     */
    static Received read(InputStream in, long length, boolean discard) throws IOException {
      MessageDigest digest = newDigest();
      if (!discard) {
        byte[] bytes =
            length < 0 ? in.readAllBytes() : whole(in, new byte[Math.toIntExact(length)]);
        return new Received(of(bytes), digest.digest(bytes));
      }
      long size = in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      if (length >= 0 && size < length) {
        throw new EOFException("the body ended after " + size + " of " + length + " bytes");
      }
      return new Received(new Zeros(size), digest.digest());
    }

    private static byte[] whole(InputStream in, byte[] bytes) throws IOException {
      int read = in.readNBytes(bytes, 0, bytes.length);
      if (read < bytes.length) {
        throw new EOFException("the body ended after " + read + " of " + bytes.length + " bytes");
      }
      return bytes;
    }
  }

  /** Bytes that were kept. */
  record Bytes(byte[] array, int offset, int length) implements FakeContent {
    @Override
    public long size() {
      return length;
    }

    @Override
    public void writeTo(OutputStream out, long from, long count) throws IOException {
      out.write(array, Math.toIntExact(offset + from), Math.toIntExact(count));
    }

    @Override
    public FakeContent slice(long from, long count) {
      return new Bytes(array, Math.toIntExact(offset + from), Math.toIntExact(count));
    }

    @Override
    public boolean discarded() {
      return false;
    }
  }

  /** Bytes that were not kept. */
  record Zeros(long size) implements FakeContent {

    private static final byte[] BLOCK = new byte[64 << 10];

    @Override
    public void writeTo(OutputStream out, long from, long count) throws IOException {
      for (long left = count; left > 0; left -= Math.min(left, BLOCK.length)) {
        out.write(BLOCK, 0, (int) Math.min(left, BLOCK.length));
      }
    }

    @Override
    public FakeContent slice(long from, long count) {
      return new Zeros(count);
    }

    @Override
    public boolean discarded() {
      return true;
    }
  }

  /** The parts of an upload, one behind the other. */
  record Joined(List<FakeContent> parts, long size) implements FakeContent {

    static FakeContent of(List<FakeContent> parts) {
      return parts.size() == 1
          ? parts.getFirst()
          : new Joined(List.copyOf(parts), parts.stream().mapToLong(FakeContent::size).sum());
    }

    @Override
    public void writeTo(OutputStream out, long from, long count) throws IOException {
      FakeContent wanted = slice(from, count);
      if (!(wanted instanceof Joined joined)) {
        wanted.writeTo(out, 0, count);
        return;
      }
      for (FakeContent part : joined.parts) {
        part.writeTo(out, 0, part.size());
      }
    }

    @Override
    public FakeContent slice(long from, long count) {
      List<FakeContent> slices = new ArrayList<>();
      long begin = 0;
      for (FakeContent part : parts) {
        long first = Math.max(from - begin, 0);
        long end = Math.min(from + count - begin, part.size());
        if (first < end) {
          slices.add(part.slice(first, end - first));
        }
        begin += part.size();
      }
      return slices.isEmpty() ? new Zeros(0) : of(slices);
    }

    @Override
    public boolean discarded() {
      return parts.stream().anyMatch(FakeContent::discarded);
    }
  }
}
