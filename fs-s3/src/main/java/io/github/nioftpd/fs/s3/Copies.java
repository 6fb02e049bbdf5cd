package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Copies objects within the bucket on the store's side: small ones with one request, larger ones in
 * parts. Headers, metadata and tags are copied too. Safe for use by several threads.
 */
final class Copies {

  private final Store store;
  private final S3Settings.Transfers settings;

  Copies(Store store, S3Settings.Transfers settings) {
    this.store = store;
    this.settings = settings;
  }

  /** Copies an object, and replaces the target. Returns the attributes of the copy. */
  S3Attributes copy(String source, S3Attributes attributes, String target, String path)
      throws IOException {
    if (attributes.size() > settings.copyPart().threshold()) {
      return inParts(source, head(source, path), target, path, null);
    }
    CopyObjectRequest.Builder request = request(source, target);
    store.options().apply(request, attributes.storageClass());
    CopyObjectResponse answer = Store.call(path, () -> store.client().copyObject(request.build()));
    return copied(attributes, answer)
        .inClass(store.options().classInPlaceOf(attributes.storageClass()));
  }

  /**
   * The tag of the copy of a multipart object differs. Without a time in its metadata the original
   * showed its storage time, which the copy does not inherit.
   */
  private static S3Attributes copied(S3Attributes original, CopyObjectResponse answer) {
    CopyObjectResult copy = answer.copyObjectResult();
    Instant stored = original.stored();
    boolean own =
        original.exact()
            && (stored == null || !original.modified().equals(Times.of(Map.of(), stored)));
    Instant modified = own ? original.modified() : Times.of(Map.of(), copy.lastModified());
    S3Attributes attributes =
        S3Attributes.object(original.size(), modified, copy.lastModified(), copy.eTag())
            .with(original.headers());
    return own ? attributes : attributes.asStored();
  }

  private CopyObjectRequest.Builder request(String source, String target) {
    return CopyObjectRequest.builder()
        .sourceBucket(store.bucket())
        .sourceKey(source)
        .destinationBucket(store.bucket())
        .destinationKey(target);
  }

  private HeadObjectResponse head(String key, String path) throws IOException {
    return store.head(key, path).orElseThrow(() -> new NoSuchFileException(path));
  }

  /** Sets the modification time by copying the object onto itself with new metadata. */
  S3Attributes touch(String key, String path, Instant modified) throws IOException {
    HeadObjectResponse head = head(key, path);
    S3Attributes before = Store.attributes(head);
    if (head.contentLength() > settings.copyPart().threshold()) {
      return inParts(key, head, key, path, modified);
    }
    Headers headers = Headers.of(head);
    Store.Kept kept = store.kept(before, headers, key, path);
    CopyObjectRequest.Builder request = request(key, key);
    headers.apply(request, modified);
    store.options().apply(request, before.storageClass());
    CopyObjectResponse answer = Store.call(path, () -> store.client().copyObject(request.build()));
    store.tagsOfCopies().ensure(key, path, kept.tags());
    CopyObjectResult copied = answer.copyObjectResult();
    return S3Attributes.object(before.size(), modified, copied.lastModified(), copied.eTag())
        .inClass(store.options().classInPlaceOf(before.storageClass()))
        .with(before.headers());
  }

  private S3Attributes inParts(
      String source,
      HeadObjectResponse head,
      String target,
      String path,
      @Nullable Instant modified)
      throws IOException {
    S3Attributes original = Store.attributes(head);
    Instant time = modified == null ? original.modified() : modified;
    Headers headers = Headers.of(head);
    Store.Kept kept = store.kept(original, headers, source, path);
    Store.Target made = new Store.Target(target, path, time, headers, kept);
    CreateMultipartUploadRequest.Builder begin = Multipart.beginning(store, made).toBuilder();
    if (modified == null) {
      begin.metadata(head.metadata()); // the time as it is written there, or none
    }
    Multipart parts = new Multipart(store, made, begin.build());
    try {
      long size = head.contentLength();
      long part = Math.max(settings.copyPart().size(), size / (Multipart.MOST_PARTS - 1));
      for (long at = 0; at < size; at += part) {
        parts.awaitFewerThan(settings.concurrency() * 2);
        parts.copy(source, original.eTag(), at, Math.min(size, at + part));
      }
      return parts.complete(Condition.NONE);
    } finally {
      parts.abort();
    }
  }
}
