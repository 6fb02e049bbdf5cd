package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.PositionChannel;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
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
 * A channel that reads an object. The request is sent with the first read, so that setting a
 * position first costs nothing.
 *
 * <p>All bytes belong to the version of the first response: reading fails if the object is
 * replaced. A lost connection is reopened at the same offset. A connection that is not read to the
 * end is aborted, because closing it would fetch the rest.
 *
 * <p>Owned by one thread.
 */
final class ReadChannel extends PositionChannel {

  private static final Logger LOG = LoggerFactory.getLogger(ReadChannel.class);

  /** Retries without a byte in between. */
  private static final int TRIES = 3;

  /** Size of one read from the stream; a wake-up per packet would cost more. */
  private static final int TRANSIT = 1 << 18;

  private final Store store;
  private final String key;
  private final String path;
  private final Consumer<S3Attributes> seen;
  private final Optional<ReadAhead> ahead;
  private byte[] transit = new byte[0];
  private @Nullable ResponseInputStream<GetObjectResponse> stream;
  private long streamAt;
  private long size = -1;
  private @Nullable String eTag;
  private int failures;
  private @Nullable ChecksumVerifier comparison;

  /** Creates a channel; the consumer gets the attributes of the first response. */
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

  /** A channel for an object with known attributes. */
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
      if (size >= 0 && at() >= size) {
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

  /** Reads some bytes, or none if reading ahead was just turned off. */
  private int readOnce(ByteBuffer target) throws IOException {
    boolean moved = streamAt != at();
    int count;
    if (ahead.isPresent() && ahead.get().isOn()) {
      if (moved) {
        ahead.get().stop();
      }
      count = ahead.get().read(target, at());
      if (!ahead.get().isOn()) {
        ahead.get().stop();
      }
    } else {
      if (stream == null || moved) {
        reopen();
      }
      if (at() >= size) {
        return -1;
      }
      count = readStream(target);
    }
    if (comparison != null && count > 0) {
      comparison.add(target, count, at(), size);
    }
    moveTo(at() + count);
    streamAt = at();
    return count;
  }

  private int readStream(ByteBuffer target) throws IOException {
    long began = System.nanoTime();
    ResponseInputStream<GetObjectResponse> from = Objects.requireNonNull(stream);
    int wanted = (int) Math.min(target.remaining(), size - at());
    if (transit.length == 0) {
      transit = new byte[(int) Math.min(TRANSIT, size - at())];
    }
    int count = from.readNBytes(transit, 0, Math.min(wanted, transit.length));
    target.put(transit, 0, count);
    if (count == 0) {
      throw new EOFException("the store closed the connection before the end of the object");
    }
    long took = System.nanoTime() - began;
    if (ahead.isPresent() && ahead.get().pays(count, took, size - at() - count)) {
      ahead.get().start(at() + count, size, Objects.requireNonNull(eTag));
      cut();
    }
    return count;
  }

  /** Reconnects a few times after a failure of the connection. */
  private void retry(IOException e) throws IOException {
    cut();
    boolean definite =
        e instanceof ClosedByInterruptException
            || e instanceof FileSystemException
            || e instanceof ChangedException
            || e instanceof StreamCorruptedException
            || e instanceof SocketTimeoutException // a retry would take as long again
            || e.getCause() instanceof SdkException; // the SDK retried already
    if (definite || ++failures > TRIES) {
      throw e;
    }
    LOG.debug("reading {} continues at {} after a failure", key, at(), e);
  }

  /** Requests the content from the position; the first response has size and tag. */
  private void reopen() throws IOException {
    cut();
    boolean first = eTag == null;
    try {
      stream = store.get(key, at() == 0 ? null : "bytes=" + at() + "-", eTag);
      streamAt = at();
      if (first) {
        comparison = at() == 0 ? ChecksumVerifier.of(stream.response()) : null;
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
            ? at() + answer.contentLength()
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

  /** The position is at or after the end; the size needs another request. */
  private void learnSize(SdkException e) throws IOException {
    LOG.trace("{} ends before {}", key, at(), e);
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
  public void close() throws IOException {
    boolean unused = end();
    ahead.ifPresent(ReadAhead::stop);
    ResponseInputStream<GetObjectResponse> last = stream;
    if (last != null && streamAt >= size) {
      stream = null;
      last.close(); // nothing is left to read, so the connection can be reused
    }
    cut();
  }
}
