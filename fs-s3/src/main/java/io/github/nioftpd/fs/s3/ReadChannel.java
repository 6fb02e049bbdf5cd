package io.github.nioftpd.fs.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * A channel that reads an object from any position. Nothing is asked of the store before the first
 * byte, or the size, is; so the position comes first and one request is enough.
 *
 * <p>All bytes are of one content, that of the first answer: an object that is replaced meanwhile
 * makes the reader fail. A connection that breaks is made again where it broke. One that is not
 * read to its end is cut, because an orderly end would fetch the rest.
 *
 * <p>Owned by one thread.
 */
final class ReadChannel implements SeekableByteChannel {

  private static final Logger LOG = LoggerFactory.getLogger(ReadChannel.class);

  /** How often a connection may break without a byte in between. */
  private static final int TRIES = 3;

  /** The stream is read in pieces of this size: a wake-up for each packet would cost more. */
  private static final int TRANSIT = 1 << 18;

  private final Store store;
  private final String key;
  private final String path;
  private final Consumer<S3Attributes> seen;
  private final Optional<ReadAhead> ahead;
  private byte[] transit = new byte[0];
  private @Nullable ResponseInputStream<GetObjectResponse> stream;
  private long streamAt;
  private long position;
  private long size = -1;
  private @Nullable String eTag;
  private int failures;
  private @Nullable Comparison comparison;
  private boolean open = true;

  /**
   * Makes a channel.
   *
   * @param store the bucket
   * @param key the object
   * @param path as the caller calls it
   * @param seen who wants to know what the first answer tells
   * @param ahead how to fetch several ranges at once, if at all
   */
  ReadChannel(
      Store store,
      String key,
      String path,
      Consumer<S3Attributes> seen,
      Optional<ReadAhead> ahead) {
    this.store = store;
    this.key = key;
    this.path = path;
    this.seen = seen;
    this.ahead = ahead;
  }

  /** A channel to the content that is known. */
  static ReadChannel of(Store store, String key, String path, S3Attributes there) {
    ReadChannel channel = new ReadChannel(store, key, path, unused -> {}, Optional.empty());
    channel.size = there.size();
    channel.eTag = there.eTag();
    return channel;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    ensureOpen();
    if (!target.hasRemaining()) {
      return 0;
    }
    while (true) {
      if (size >= 0 && position >= size) {
        return -1;
      }
      try {
        int count = readOnce(target);
        failures = 0;
        if (count != 0) {
          return count;
        }
      } catch (IOException e) {
        retry(e);
      }
    }
  }

  /** Reads some bytes, or none when reading ahead has just been given up. */
  private int readOnce(ByteBuffer target) throws IOException {
    boolean moved = streamAt != position;
    int count;
    if (ahead.isPresent() && ahead.get().isOn()) {
      if (moved) {
        ahead.get().stop();
      }
      count = ahead.get().read(target, position);
      if (!ahead.get().isOn()) {
        ahead.get().stop();
      }
    } else {
      if (stream == null || moved) {
        reopen();
      }
      if (position >= size) {
        return -1;
      }
      count = readStream(target);
    }
    if (comparison != null && count > 0) {
      comparison.add(target, count, position, size);
    }
    position += count;
    streamAt = position;
    return count;
  }

  private int readStream(ByteBuffer target) throws IOException {
    long began = System.nanoTime();
    ResponseInputStream<GetObjectResponse> from = Objects.requireNonNull(stream);
    int wanted = (int) Math.min(target.remaining(), size - position);
    if (transit.length == 0) {
      transit = new byte[(int) Math.min(TRANSIT, size - position)];
    }
    int count = from.readNBytes(transit, 0, Math.min(wanted, transit.length));
    target.put(transit, 0, count);
    if (count == 0) {
      throw new EOFException("the store closed the connection before the end of the object");
    }
    long took = System.nanoTime() - began;
    if (ahead.isPresent() && ahead.get().pays(count, took, size - position - count)) {
      ahead.get().start(position + count, size, Objects.requireNonNull(eTag));
      cut();
    }
    return count;
  }

  /** A failure of the connection is made good by another connection, a few times. */
  private void retry(IOException e) throws IOException {
    cut();
    boolean definite =
        e instanceof ClosedByInterruptException
            || e instanceof FileSystemException
            || e instanceof ChangedException
            || e instanceof StreamCorruptedException
            || e instanceof SocketTimeoutException // it would take as long again
            || e.getCause() instanceof SdkException; // the request was tried again already
    if (definite || ++failures > TRIES) {
      throw e;
    }
    LOG.debug("reading {} continues at {} after a failure", key, position, e);
  }

  /** Asks for the content from the position on; the first time, for size and tag, too. */
  private void reopen() throws IOException {
    cut();
    boolean first = eTag == null;
    try {
      stream = store.get(key, position == 0 ? null : "bytes=" + position + "-", eTag);
      streamAt = position;
      if (first) {
        comparison = position == 0 ? Comparison.of(stream.response()) : null;
        learn(stream.response());
      }
    } catch (SdkException e) {
      if (StoreFailures.status(e) == 416) {
        learnSize(e);
      } else {
        throw StoreFailures.translated(e, path);
      }
    }
  }

  private void learn(GetObjectResponse answer) {
    String range = answer.contentRange();
    size =
        range == null || range.endsWith("*")
            ? position + answer.contentLength()
            : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
    eTag = S3Attributes.bare(answer.eTag());
    seen.accept(
        S3Attributes.object(
                size,
                Times.of(answer.metadata(), answer.lastModified()),
                answer.lastModified(),
                eTag)
            .inClass(answer.storageClassAsString()));
  }

  /** There is nothing from the position on; how much there is, only a second question tells. */
  private void learnSize(SdkException e) throws IOException {
    LOG.trace("{} ends before {}", key, position, e);
    HeadObjectResponse head =
        store.head(key, path).orElseThrow(() -> new NoSuchFileException(path));
    size = head.contentLength();
    eTag = S3Attributes.bare(head.eTag());
    seen.accept(Store.attributes(head));
  }

  private void cut() {
    ResponseInputStream<GetObjectResponse> last = stream;
    stream = null;
    if (last != null) {
      last.abort();
    }
  }

  @Override
  public long size() throws IOException {
    ensureOpen();
    while (size < 0) {
      try {
        reopen();
      } catch (IOException e) {
        retry(e);
      }
    }
    return size;
  }

  @Override
  public long position() throws IOException {
    ensureOpen();
    return position;
  }

  @Override
  public SeekableByteChannel position(long at) throws IOException {
    ensureOpen();
    if (at < 0) {
      throw new IllegalArgumentException("negative position");
    }
    position = at;
    return this;
  }

  @Override
  public void close() throws IOException {
    open = false;
    ahead.ifPresent(ReadAhead::stop);
    ResponseInputStream<GetObjectResponse> last = stream;
    if (last != null && streamAt >= size) {
      stream = null;
      last.close(); // nothing is left to fetch, and the connection can be used again
    }
    cut();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  private void ensureOpen() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long most) {
    throw new NonWritableChannelException();
  }
}
