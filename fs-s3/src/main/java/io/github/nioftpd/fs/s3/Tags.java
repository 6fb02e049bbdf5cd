package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * Tags of objects that one kind of request creates. Ceph loses those of multipart uploads, and
 * those of copies with new metadata; then another request sets them. The first object with tags
 * shows whether the store does so. Safe for use by several threads.
 */
final class Tags {

  private static final Logger LOG = LoggerFactory.getLogger(Tags.class);

  private final Store store;
  private volatile boolean kept;

  Tags(Store store) {
    this.store = store;
  }

  static Tagging of(Store store, String key, String path) throws IOException {
    return Tagging.builder()
        .tagSet(
            Store.call(
                    path,
                    () ->
                        store
                            .client()
                            .getObjectTagging(request -> request.bucket(store.bucket()).key(key)))
                .tagSet())
        .build();
  }

  /** Ensures that a new object has its tags. A failure is logged, and the object stays. */
  void ensure(String key, String path, @Nullable Tagging tags) {
    if (tags == null || tags.tagSet().isEmpty() || kept) {
      return;
    }
    try {
      Optional<Integer> count = store.head(key, path).map(HeadObjectResponse::tagCount);
      if (count.filter(number -> number >= tags.tagSet().size()).isPresent()) {
        kept = true;
        return;
      }
      Object unused =
          Store.call(
              path,
              () ->
                  store
                      .client()
                      .putObjectTagging(
                          request -> request.bucket(store.bucket()).key(key).tagging(tags)));
    } catch (IOException e) {
      LOG.warn("cannot set the tags of object {}: {}", key, e.toString());
    }
  }
}
