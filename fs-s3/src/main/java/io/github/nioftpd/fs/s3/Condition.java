package io.github.nioftpd.fs.s3;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * What has to hold for an object to be made.
 *
 * @param absent whether there must be none
 * @param eTag which content the one that is there has to have, or null
 */
record Condition(boolean absent, @Nullable String eTag) {

  /** A tag that the store did not send is no condition. */
  Condition {
    eTag = eTag == null || eTag.isEmpty() ? null : eTag;
  }

  /** Nothing. */
  static final Condition NONE = new Condition(false, null);

  /** That there is no object. */
  static final Condition ABSENT = new Condition(true, null);

  /**
   * Whether an object has the tag of this although the store answers that it has not, as Swift
   * does.
   *
   * @param e what the store answered
   */
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
