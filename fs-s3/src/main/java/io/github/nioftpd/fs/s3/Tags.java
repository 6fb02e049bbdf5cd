package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * The tags of objects that one kind of request makes. Ceph loses those of an upload in parts, and
 * those of a copy with new metadata; then they are set by a request of their own. Whether a store
 * does so is found out with the first object that has tags. Safe for use by several threads.
 */
final class Tags {

  private static final Logger LOG = LoggerFactory.getLogger(Tags.class);

  private final Store store;
  private volatile boolean kept;

  Tags(Store store) {
    this.store = store;
  }

  /** The tags of an object, which no other request returns. */
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

  /** Makes sure that an object that was just made has its tags. The object stays without them. */
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
