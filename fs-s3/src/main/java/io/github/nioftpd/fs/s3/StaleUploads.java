package io.github.nioftpd.fs.s3;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Aborts multipart uploads that a killed process of this server left behind: they are invisible,
 * but cost money. Old ones are aborted when the bucket is opened, but only those with an id in the
 * {@link BucketState}, since uploads of other programs look the same.
 */
final class StaleUploads {

  private static final Logger LOG = LoggerFactory.getLogger(StaleUploads.class);

  private final Store store;
  private final S3Settings settings;
  private final PartialUploadStore partials;
  private final InstantSource clock;

  StaleUploads(Store store, S3Settings settings, PartialUploadStore partials, InstantSource clock) {
    this.store = store;
    this.settings = settings;
    this.partials = partials;
    this.clock = clock;
  }

  /** Runs on its own thread; failures are left for the next start. */
  void removeInBackground() {
    if (settings.policies().staleUploads().isPositive()) {
      Thread.ofVirtual().name("stale-uploads").start(this::remove);
    }
  }

  /** Returns the number of aborted uploads. */
  int remove() {
    Instant limit = clock.instant().minus(settings.policies().staleUploads());
    partials.dropOld();
    int removed = 0;
    for (Map.Entry<String, String> upload : store.state().stale(limit).entrySet()) {
      String key = upload.getValue();
      if (key.startsWith(settings.prefix())
          && !partials.isFor(key)
          && abort(key, upload.getKey())) {
        removed++;
      }
    }
    if (removed > 0) {
      LOG.info("aborted {} stale multipart uploads in {}", removed, store.bucket());
    }
    return removed;
  }

  private boolean abort(String key, String id) {
    try {
      return end(store, key, id);
    } catch (SdkException e) {
      LOG.debug("cannot abort multipart upload {} of {}", id, key, e);
    } catch (IllegalStateException e) {
      LOG.trace("the file system was closed", e);
    }
    return false;
  }

  /** Aborts an upload by its id; returns whether it existed. */
  static boolean end(Store store, String key, String id) {
    boolean there = true;
    try {
      Object unused =
          store
              .client()
              .abortMultipartUpload(
                  request -> request.bucket(store.bucket()).key(key).uploadId(id));
    } catch (SdkException e) {
      if (StoreFailures.status(e) != 404) {
        throw e;
      }
      there = false;
    }
    store.state().ended(id);
    return there;
  }
}
