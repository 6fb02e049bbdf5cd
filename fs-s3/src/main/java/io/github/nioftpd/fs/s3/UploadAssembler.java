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
 * Assembles an object sequentially from uploaded bytes and ranges of the existing object. Content
 * up to one part is sent at the end with one request; more in parts, several of which are sent
 * while the next one is filled.
 *
 * <p>The length is unknown and there are at most 10,000 parts, so parts grow: 1,000 of the
 * configured size, 2,000 of 2 times, 3,000 of 8 times, 4,000 of 32 times that size; a grown part is
 * sent earlier if there is no memory for more. Each part is in memory, allocated piece by piece,
 * until it is sent.
 *
 * <p>Owned by one thread.
 */
final class UploadAssembler implements AutoCloseable {

  /** Limit for the parts of one copied range, so that 2 ranges and other parts fit. */
  private static final int MOST_COPIES = Multipart.MOST_PARTS / 4;

  private final Store store;
  private final Store.Target target;
  private final S3Settings.Transfers settings;
  private final MemoryShare memory;
  private final long limit; // for all uploads
  private final @Nullable S3Attributes source;
  private final Deque<byte[]> spare = new ArrayDeque<>();
  private final Multipart parts;
  private @Nullable PartContent buffer;
  private long size;

  /** Starts an object without a request; the source is the existing object, if it is used. */
  UploadAssembler(
      Store store,
      Store.Target target,
      S3Settings.Transfers settings,
      MemoryBudget memory,
      @Nullable S3Attributes source) {
    this.store = store;
    this.target = target;
    this.settings = settings;
    this.memory = memory.share(target.path());
    this.limit = memory.limit();
    this.source = source;
    this.parts = new Multipart(store, target, Multipart.beginning(store, target));
  }

  long size() {
    return size;
  }

  void append(ByteBuffer bytes) throws IOException {
    parts.takeArrived();
    giveBackSpare();
    while (bytes.hasRemaining()) {
      size += roomy().fill(bytes);
    }
  }

  /** The buffer with room for at least a byte; a full one is sent only if more bytes follow. */
  private PartContent roomy() throws IOException {
    if (buffer != null && (buffer.isFull() || isCutShort(buffer))) {
      flush();
    }
    PartContent into = buffer;
    if (into == null) {
      parts.awaitFewerThan(settings.concurrency());
      makeRoomForOthers();
      into = new PartContent(growth() * settings.partSize());
      buffer = into;
    }
    if (into.needsPiece()) {
      into.add(piece());
    }
    return into;
  }

  /** If another upload waits, keeps only the memory to complete a part of the configured size. */
  private void giveBackSpare() {
    if (spare.isEmpty() || !memory.isWanted()) {
      return;
    }
    long missing = buffer == null ? 0 : Math.max(0, settings.partSize() - buffer.size());
    long kept = (missing + PartContent.PIECE - 1) / PartContent.PIECE;
    while (spare.size() > kept) {
      spare.pop();
      memory.give(PartContent.PIECE);
    }
  }

  /** Whether a grown part is sent early, because there is no memory for more. */
  private boolean isCutShort(PartContent content) {
    return content.needsPiece()
        && content.size() >= settings.partSize()
        && parts.underWay() == 0
        && !hasPiece();
  }

  /** Between two parts, releases all memory if another upload waits. */
  private void makeRoomForOthers() throws IOException {
    if (memory.isWanted()) {
      parts.awaitFewerThan(1);
      giveBackSpare();
    }
    memory.nextTurn();
  }

  /** Whether a piece of memory is available without waiting. */
  private boolean hasPiece() {
    if (spare.isEmpty() && memory.tryTake(PartContent.PIECE)) {
      spare.push(new byte[PartContent.PIECE]);
    }
    return !spare.isEmpty();
  }

  /** A piece of memory; waits for a part to release one if necessary. */
  private byte[] piece() throws IOException {
    while (!hasPiece()) {
      if (parts.underWay() > 0) {
        parts.awaitOldest();
      } else {
        memory.take(PartContent.PIECE);
        spare.push(new byte[PartContent.PIECE]);
      }
    }
    return spare.pop();
  }

  /** The factor for the size of the next part. */
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
    PartContent full = buffer;
    if (full != null) {
      buffer = null;
      parts.add(full, () -> full.recycle(spare));
    }
  }

  /**
   * Appends a range of the existing object. The store copies it, except for a range that is too
   * small for a part (5 MiB), which is downloaded.
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

  /** Continues a partial upload. */
  void resume(PartialUpload remains) {
    parts.resume(remains);
    size = remains.sent();
  }

  /** The state of the partial upload, without its last byte. */
  PartialUpload remains() throws IOException {
    return parts.left(size - 1);
  }

  /** The content after the last part. */
  PartContent rest() {
    return buffer == null ? PartContent.empty() : buffer;
  }

  /** Keeps the parts in the store for a later upload. */
  void leave() {
    parts.leave();
  }

  /** Copies a range in parts of about the configured size, none smaller than the minimum. */
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

  /** Creates the object, which must not exist if absent; returns its attributes. */
  S3Attributes complete(boolean absent) throws IOException {
    Condition condition = new Condition(absent, source == null ? null : source.eTag());
    if (parts.parts() == 0) {
      return store.put(target, rest(), condition);
    }
    flush();
    if (absent && store.head(target.key(), target.path()).isPresent()) {
      throw new FileAlreadyExistsException(target.path()); // not all stores check it
    }
    return parts.complete(condition);
  }

  /** Aborts an incomplete upload, and releases all memory. */
  @Override
  public void close() {
    parts.abort();
    buffer = null;
    spare.clear();
    memory.close();
  }
}
