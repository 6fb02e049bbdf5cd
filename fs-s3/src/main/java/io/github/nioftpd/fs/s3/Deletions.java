package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Deletes many objects: one request per 1,000, or one per object if the store rejects that. Ceph
 * does so under a policy for a prefix; other stores lack the operation. Safe for use by several
 * threads.
 */
final class Deletions {

  static final int MOST = 1000;

  private final Store store;
  private final int atOnce;

  Deletions(Store store, int atOnce) {
    this.store = store;
    this.atOnce = atOnce;
  }

  /**
   * Deletes objects in order.
   *
   * @throws IOException when some cannot be deleted; those of later requests are left
   */
  void delete(List<String> keys, String path) throws IOException {
    for (int i = 0; i < keys.size(); i += MOST) {
      deleteSome(keys.subList(i, Math.min(keys.size(), i + MOST)), path);
    }
  }

  private void deleteSome(List<String> keys, String path) throws IOException {
    List<S3Error> errors;
    try {
      errors = together(keys);
    } catch (SdkException e) {
      int status = StoreFailures.status(e);
      if (StoreFailures.isBadKey(e) || (status != 403 && !StoreFailures.refusesOperation(e))) {
        throw StoreFailures.translated(e, path);
      }
      oneByOne(keys, path);
      return;
    }
    if (!errors.isEmpty()) {
      throw new FileSystemException(
          path, null, errors.size() + " objects could not be deleted: " + errors.getFirst().code());
    }
  }

  private List<S3Error> together(List<String> keys) {
    List<ObjectIdentifier> objects =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    return store
        .client()
        .deleteObjects(
            request ->
                request.bucket(store.bucket()).delete(all -> all.objects(objects).quiet(true)))
        .errors();
  }

  private void oneByOne(List<String> keys, String path) throws IOException {
    Deque<UploadTask<String>> underWay = new ArrayDeque<>();
    try {
      for (String key : keys) {
        if (underWay.size() >= atOnce) {
          String unused = underWay.remove().await();
        }
        underWay.add(
            UploadTask.start(
                () -> {
                  store.delete(key, path);
                  return key;
                }));
      }
      while (!underWay.isEmpty()) {
        String unused = underWay.remove().await();
      }
    } finally {
      UploadTask.stop(underWay);
    }
  }
}
