package io.github.nioftpd.fs.s3;

import org.jspecify.annotations.Nullable;

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

  boolean isThere() {
    return absent || eTag != null;
  }
}
