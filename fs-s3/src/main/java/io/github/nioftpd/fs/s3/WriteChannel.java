package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.PositionChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A channel that writes an object, which is created or replaced when the channel is closed.
 *
 * <p>Bytes are written sequentially, from any offset in an existing object, whose other bytes the
 * store copies. Owned by one thread.
 */
final class WriteChannel extends PositionChannel implements Abortable {

  private final UploadAssembler assembler;
  private final Store.Target target;
  private final Policy policy;
  private final Consumer<S3Attributes> published;
  private final @Nullable S3Attributes there;

  /** The size of the existing object after truncation. */
  private long kept;

  private boolean begun;
  private boolean failed;

  /**
   * How a channel writes.
   *
   * @param absent whether the object must not exist
   * @param appends whether all bytes are appended
   * @param sent keeps a partial upload, or null
   */
  record Policy(boolean absent, boolean appends, @Nullable UserUpload sent) {

    /** The partial upload to resume, if any. */
    Optional<PartialUpload> remains() {
      return sent == null ? Optional.empty() : sent.before();
    }
  }

  /**
   * Creates a channel.
   *
   * @param there the existing object whose other bytes are kept, or null
   * @param published gets the attributes of the new object
   */
  WriteChannel(
      UploadAssembler assembler,
      Store.Target target,
      @Nullable S3Attributes there,
      Policy policy,
      Consumer<S3Attributes> published) {
    this.assembler = assembler;
    this.target = target;
    this.there = there;
    this.policy = policy;
    this.published = published;
    this.kept = there == null ? policy.remains().map(PartialUpload::size).orElse(0L) : there.size();
    moveTo(policy.appends() ? kept : 0);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    ensureOpen();
    int count = source.remaining();
    boolean done = false;
    try {
      begin();
      assembler.append(source);
      done = true;
    } catch (IOException e) {
      failed(e);
      throw e;
    } finally {
      failed |= !done;
    }
    moveTo(at() + count);
    return count;
  }

  private void begin() throws IOException {
    if (begun && at() != assembler.size()) {
      throw new UnsupportedOperationException("objects are written sequentially");
    }
    if (begun) {
      return;
    }
    if (at() > kept) {
      throw new FileSystemException(
          target.path(), null, "the offset is beyond the end of the file");
    }
    requireInRest(at());
    begun = true;
    if (there != null && at() > 0) {
      assembler.appendExisting(there, 0, at());
    } else if (policy.sent() != null && policy.remains().isPresent()) {
      policy.sent().resume(assembler, at());
      kept = at(); // bytes after it are sent again
    }
  }

  private void failed(IOException e) {
    if (policy.sent() != null) {
      policy.sent().failed(e);
    }
  }

  /** Completes the upload. */
  @Override
  public void close() throws IOException {
    if (!end()) {
      return;
    }
    try (assembler;
        UserUpload sent = policy.sent()) {
      if (!failed && hasChanged()) {
        publish();
        if (sent != null) {
          sent.published();
        }
      }
    } catch (IOException e) {
      failed(e);
      throw e;
    }
  }

  private boolean hasChanged() {
    return begun || there == null || kept != there.size();
  }

  private void publish() throws IOException {
    if (policy.remains().isPresent()) {
      begin(); // even without further bytes
    }
    if (there != null && assembler.size() < kept) {
      assembler.appendExisting(there, assembler.size(), kept);
    }
    published.accept(assembler.complete(policy.absent()));
  }

  /**
   * Keeps the received content as a partial upload if the user is known and the store has not
   * failed. The existing object stays.
   */
  @Override
  public void abort() {
    end(begun && !failed);
  }

  @Override
  public void discard() {
    end(false);
  }

  private void end(boolean keeps) {
    if (!end()) {
      return;
    }
    try (assembler;
        UserUpload sent = policy.sent()) {
      if (keeps && sent != null) {
        sent.keep(assembler);
      }
    }
  }

  @Override
  public SeekableByteChannel position(long next) throws IOException {
    ensureOpen();
    if (next >= 0) {
      requireInRest(next);
    }
    return super.position(policy.appends() && next >= 0 ? at() : next);
  }

  private void requireInRest(long at) throws FileSystemException {
    if (at < policy.remains().map(PartialUpload::sent).orElse(0L)) {
      throw new FileSystemException(
          target.path(), null, "the offset is inside a part that is already stored");
    }
  }

  @Override
  public long size() throws IOException {
    ensureOpen();
    return Math.max(kept, assembler.size());
  }

  /** Supported before the first byte is written. */
  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    ensureOpen();
    if (size < 0) {
      throw new IllegalArgumentException("negative size: " + size);
    }
    if (begun && size < size()) {
      throw new UnsupportedOperationException("objects are written sequentially");
    }
    kept = Math.min(kept, size);
    moveTo(Math.min(at(), Math.max(size, assembler.size())));
    return this;
  }
}
