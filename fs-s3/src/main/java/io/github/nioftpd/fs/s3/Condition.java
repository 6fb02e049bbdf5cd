package io.github.nioftpd.fs.s3;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * A condition for writing an object.
 *
 * @param absent the object must not exist
 * @param eTag required tag of the existing object, or null
 */
record Condition(boolean absent, @Nullable String eTag) {

  Condition {
    eTag = eTag == null || eTag.isEmpty() ? null : eTag;
  }

  static final Condition NONE = new Condition(false, null);

  static final Condition ABSENT = new Condition(true, null);

  /** Whether the condition holds although the store replied 412, as Swift does. */
  boolean holds(Store store, SdkException e, String key, String path) throws IOException {
    return eTag != null
        && StoreFailures.status(e) == 412
        && store.head(key, path).map(HeadObjectResponse::eTag).map(S3Attributes::bare).stream()
            .anyMatch(eTag::equals);
  }

  boolean isThere() {
    return absent || eTag != null;
  }
}
