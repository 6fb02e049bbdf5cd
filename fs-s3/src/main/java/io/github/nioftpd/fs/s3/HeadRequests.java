package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * HeadObject requests for listed entries without a cached time, several at once and ahead of the
 * reader. The first is sent alone: if it is rejected, the listing shows storage times. Owned by the
 * thread of the listing.
 */
final class HeadRequests {

  /** Concurrent requests. */
  static final int MOST = 32;

  private static final Logger LOG = LoggerFactory.getLogger(HeadRequests.class);

  private final Store store;
  private final AttributeCache cache;
  private final Deque<Row> underWay = new ArrayDeque<>();
  private int most = 1;

  HeadRequests(Store store, AttributeCache cache) {
    this.store = store;
    this.cache = cache;
  }

  /** An entry of a listing. */
  static final class Row {
    private final String key;
    private final long asked;
    private S3Attributes attributes;
    private @Nullable UploadTask<Optional<HeadObjectResponse>> head;
    private long headAsked;

    Row(String key, S3Attributes attributes, long asked) {
      this.key = key;
      this.asked = asked;
      this.attributes = attributes;
    }

    /** The key of the object, or of the marker of a directory. */
    String key() {
      return key;
    }

    S3Attributes attributes() {
      return attributes;
    }

    long asked() {
      return asked;
    }
  }

  /** The attributes with the exact time; requests those of the following entries ahead. */
  S3Attributes exact(Row row, Iterable<Row> coming) throws IOException {
    if (row.attributes.exact() || most == 0) {
      return row.attributes;
    }
    UploadTask<Optional<HeadObjectResponse>> head = start(row);
    underWay.removeIf(other -> other.head != null && other.head.isDone());
    for (Row next : coming) {
      if (underWay.size() >= most) {
        break;
      }
      if (!next.attributes.exact() && next.head == null) {
        Object unused = start(next);
      }
    }
    try {
      row.attributes = head.await().map(answer -> learned(row, answer)).orElse(row.attributes);
      most = MOST;
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      LOG.debug("the listing shows the storage time of {}", row.key, e);
      most = 0;
    }
    return row.attributes;
  }

  private UploadTask<Optional<HeadObjectResponse>> start(Row row) {
    UploadTask<Optional<HeadObjectResponse>> head = row.head;
    if (head == null) {
      long asked = cache.now();
      head = UploadTask.start(() -> head(row.key));
      row.head = head;
      row.headAsked = asked;
      underWay.add(row);
    }
    return head;
  }

  /** Empty if the object was deleted; unlike a lookup, without a second request. */
  private Optional<HeadObjectResponse> head(String key) throws IOException {
    try {
      return Optional.of(
          store.client().headObject(request -> request.bucket(store.bucket()).key(key)));
    } catch (SdkException e) {
      if (StoreFailures.status(e) == 404) {
        return Optional.empty();
      }
      throw StoreFailures.translated(e, key);
    }
  }

  /** Keeps the storage time of the listing, so that the next listing matches. */
  private S3Attributes learned(Row row, HeadObjectResponse head) {
    S3Attributes listed = row.attributes;
    S3Attributes now = Store.attributes(head).with(null);
    if (listed.stored() != null && listed.isOf(now)) {
      now = now.storedAt(listed.stored());
    }
    return cache.learn(row.key, now, row.headAsked);
  }

  /** Cancels requests. */
  void stop() {
    UploadTask.stop(underWay.stream().map(row -> row.head).filter(head -> head != null).toList());
    underWay.clear();
  }
}
