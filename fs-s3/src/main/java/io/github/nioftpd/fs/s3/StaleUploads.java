package io.github.nioftpd.fs.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * Uploads that were begun and never ended, by a process that was killed: nobody sees them, but
 * everybody pays for them. Those that are old enough are removed once, at the start.
 */
final class StaleUploads {

  private static final Logger LOG = LoggerFactory.getLogger(StaleUploads.class);

  private final Store store;
  private final S3Settings settings;
  private final Partials partials;

  StaleUploads(Store store, S3Settings settings, Partials partials) {
    this.store = store;
    this.settings = settings;
    this.partials = partials;
  }

  /** Removes them on a thread of its own. What fails is left, for the next start. */
  void removeInBackground() {
    if (settings.policies().staleUploads().isPositive()) {
      Thread.ofVirtual().name("stale-uploads").start(this::remove);
    }
  }

  /** A page; one that has more behind it and does not say where is taken for the last. */
  private ListMultipartUploadsResponse page(@Nullable ListMultipartUploadsResponse before) {
    return store
        .client()
        .listMultipartUploads(
            request -> {
              request
                  .bucket(store.bucket())
                  .prefix(settings.prefix())
                  .encodingType(EncodingType.URL);
              if (before != null) {
                request
                    .keyMarker(before.nextKeyMarker())
                    .uploadIdMarker(before.nextUploadIdMarker());
              }
            });
  }

  /** Removes them; how many it were. */
  int remove() {
    Instant limit = Instant.now().minus(settings.policies().staleUploads());
    S3Client client = store.client();
    partials.dropOld();
    int removed = 0;
    try {
      ListMultipartUploadsResponse page = null;
      do {
        page = page(page);
        for (MultipartUpload upload : page.uploads()) {
          if (upload.initiated() != null
              && upload.initiated().isBefore(limit)
              && !partials.isFor(upload.key())) {
            client.abortMultipartUpload(
                request ->
                    request.bucket(store.bucket()).key(upload.key()).uploadId(upload.uploadId()));
            removed++;
          }
        }
      } while (page.nextKeyMarker() != null && Boolean.TRUE.equals(page.isTruncated()));
    } catch (SdkException | IllegalStateException e) {
      LOG.debug("unfinished uploads were not removed", e); // not permitted, or closed meanwhile
    }
    if (removed > 0) {
      LOG.info("removed {} unfinished uploads of earlier days from {}", removed, store.bucket());
    }
    return removed;
  }
}
