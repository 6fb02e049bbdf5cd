package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.InsufficientStorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * An object that is put together in order, of bytes that come and of ranges of the object that is
 * there. What fits into one part is sent at the end, in one request; more than that in parts, of
 * which several are under way while the next is filled.
 *
 * <p>The length is not known before the end and there are 10,000 parts at most, so parts grow:
 * 1,000 of the size that is set, 2,000 of twice, 3,000 of 8 times, 4,000 of 32 times that; one that
 * has grown is cut short while there is no memory for more. Each part is held in memory, which is
 * taken piece by piece, until it has arrived.
 *
 * <p>Owned by one thread.
 */
final class UploadAssembler implements AutoCloseable {

  /** Into how many parts one range is copied at most; there may be two, and other parts between. */
  private static final int MOST_COPIES = Multipart.MOST_PARTS / 4;

  private final Store store;
  private final Store.Target target;
  private final S3Settings.Transfers settings;
  private final MemoryShare memory;
  private final long limit; // of all uploads together
  private final @Nullable S3Attributes source;
  private final Deque<byte[]> spare = new ArrayDeque<>();
  private final Multipart parts;
  private @Nullable Content buffer;
  private long size;

  /**
   * Begins an object; nothing is sent yet.
   *
   * @param store the bucket
   * @param target what is made
   * @param settings how much goes at once
   * @param memory where the buffers come from
   * @param source the object that is there, if some of it is used
   */
  UploadAssembler(
      Store store,
      Store.Target target,
      S3Settings.Transfers settings,
      Memory memory,
      @Nullable S3Attributes source) {
    this.store = store;
    this.target = target;
    this.settings = settings;
    this.memory = memory.share(target.path());
    this.limit = memory.limit();
    this.source = source;
    this.parts = new Multipart(store, target, Multipart.beginning(store, target));
  }

  /** How many bytes it has so far. */
  long size() {
    return size;
  }

  /** Appends bytes, all of them. */
  void append(ByteBuffer bytes) throws IOException {
    parts.takeArrived();
    giveBackSpare();
    while (bytes.hasRemaining()) {
      size += roomy().fill(bytes);
    }
  }

  /** The buffer, with room for a byte at least: a full one is sent only when more comes. */
  private Content roomy() throws IOException {
    if (buffer != null && (buffer.isFull() || isCutShort(buffer))) {
      flush();
    }
    Content into = buffer;
    if (into == null) {
      parts.awaitFewerThan(settings.concurrency());
      makeRoomForOthers();
      into = new Content(growth() * settings.partSize());
      buffer = into;
    }
    if (into.needsPiece()) {
      into.add(piece());
    }
    return into;
  }

  /** When another upload waits, keeps no more than completes a part of the usual size. */
  private void giveBackSpare() {
    if (spare.isEmpty() || !memory.isWanted()) {
      return;
    }
    long missing = buffer == null ? 0 : Math.max(0, settings.partSize() - buffer.size());
    long kept = (missing + Content.PIECE - 1) / Content.PIECE;
    while (spare.size() > kept) {
      spare.pop();
      memory.give(Content.PIECE);
    }
  }

  /** Whether a part that has grown is large enough, since there is no memory for more. */
  private boolean isCutShort(Content content) {
    return content.needsPiece()
        && content.size() >= settings.partSize()
        && parts.underWay() == 0
        && !hasPiece();
  }

  /** Between two parts, gives everything back when another upload waits. */
  private void makeRoomForOthers() throws IOException {
    if (memory.isWanted()) {
      parts.awaitFewerThan(1);
      giveBackSpare();
    }
    memory.nextTurn();
  }

  /** Whether there is a piece of memory without waiting: one that is left over, or a new one. */
  private boolean hasPiece() {
    if (spare.isEmpty() && memory.tryTake(Content.PIECE)) {
      spare.push(new byte[Content.PIECE]);
    }
    return !spare.isEmpty();
  }

  /** A piece of memory, if need be one that a part has given back. */
  private byte[] piece() throws IOException {
    while (!hasPiece()) {
      if (parts.underWay() > 0) {
        parts.awaitOldest();
      } else {
        memory.take(Content.PIECE);
        spare.push(new byte[Content.PIECE]);
      }
    }
    return spare.pop();
  }

  /** How many times the usual size the next part has. */
  private int growth() throws IOException {
    int number = parts.parts();
    if (number >= Multipart.MOST_PARTS) {
      throw new InsufficientStorageException(
          target.path(), "the file needs more than 10,000 parts; set a larger part-size");
    }
    int growth = number < 1_000 ? 1 : number < 3_000 ? 2 : number < 6_000 ? 8 : 32;
    return (int) Math.max(1, Math.min(growth, limit / settings.partSize()));
  }

  private void flush() throws IOException {
    Content full = buffer;
    if (full != null) {
      buffer = null;
      parts.add(full, () -> full.recycle(spare));
    }
  }

  /**
   * Appends a range of the object that is there. The store copies it, except that a part other than
   * the last has to have 5 MiB: what is too small for that is fetched.
   */
  void appendExisting(S3Attributes there, long from, long to) throws IOException {
    long least = S3Settings.LEAST_PART;
    long buffered = buffer == null ? 0 : buffer.size();
    long rest = to - from;
    long fetched = buffered == 0 ? 0 : Math.min(rest, Math.max(0, least - buffered));
    if (rest - fetched < least) {
      fetched = rest;
    }
    fetch(there, from, from + fetched);
    if (fetched == rest) {
      return;
    }
    flush();
    copy(there, from + fetched, to);
  }

  private void fetch(S3Attributes there, long from, long to) throws IOException {
    if (from == to) {
      return;
    }
    try (ReadChannel channel = ReadChannel.of(store, target.key(), target.path(), there)) {
      append(channel.position(from), to - from);
    }
  }

  /** Appends so many bytes of a channel. */
  void append(ReadableByteChannel channel, long count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    for (long left = count; left > 0; ) {
      bytes.clear().limit((int) Math.min(left, bytes.capacity()));
      int read = channel.read(bytes);
      if (read < 0) {
        throw new IOException("the object is shorter than expected");
      }
      left -= read;
      append(bytes.flip());
    }
  }

  // ---- uploads that break off

  /** Goes on where another upload broke off, with its parts. */
  void resume(Remains remains) {
    parts.resume(remains);
    size = remains.sent();
  }

  /** What is left when no more comes; the last byte is left out. */
  Remains remains() throws IOException {
    return parts.left(size - 1);
  }

  /** What is in no part. */
  Content rest() {
    return buffer == null ? Content.empty() : buffer;
  }

  /** Leaves the parts in the store, for another upload to go on with. */
  void leave() {
    parts.leave();
  }

  /**
   * Has the store copy a range, in parts of about the size that is set. All are as large as a part
   * has to be, so none is the rest of a division.
   */
  private void copy(S3Attributes there, long from, long to) throws IOException {
    long length = to - from;
    long each = Math.max(settings.copyPart().size(), length / MOST_COPIES);
    long count = Math.max(1, Math.min((length + each - 1) / each, length / S3Settings.LEAST_PART));
    for (long i = 0; i < count; i++) {
      parts.awaitFewerThan(settings.concurrency());
      long at = from + length * i / count;
      parts.copy(target.key(), there.eTag(), at, from + length * (i + 1) / count);
    }
    size += length;
  }

  /**
   * Makes the object.
   *
   * @param absent whether there must be none yet
   * @return what is known of it now
   */
  S3Attributes complete(boolean absent) throws IOException {
    Condition condition = new Condition(absent, source == null ? null : source.eTag());
    if (parts.parts() == 0) {
      return store.put(target, rest(), condition);
    }
    flush();
    if (absent && store.head(target.key(), target.path()).isPresent()) {
      throw new FileAlreadyExistsException(target.path()); // not all stores look
    }
    return parts.complete(condition);
  }

  /** Gives up what is not complete, and all memory. */
  @Override
  public void close() {
    parts.abort();
    buffer = null;
    spare.clear();
    memory.close();
  }
}
