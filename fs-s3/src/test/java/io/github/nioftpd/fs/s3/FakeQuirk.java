package io.github.nioftpd.fs.s3;

/** Deviations of some stores from the S3 reference. */
public enum FakeQuirk {
  /** Only the first version of ListObjects: the second is answered like the first. */
  ONLY_FIRST_LIST,
  /** Before each page of a listing an empty one, with a token. */
  EMPTY_PAGES,
  /** No LastModified in a listing. */
  NO_MODIFIED,
  /** The prefix in a listing as it was sent, although keys are encoded. */
  RAW_PREFIX,
  /** A default retention: content needs a checksum. */
  OBJECT_LOCK,
  /** No tag in the answer that ends an upload in parts. */
  NO_TAG,
  /** Of the query of a listing, what says where to continue is not looked at. */
  NO_CONTINUATION
}
