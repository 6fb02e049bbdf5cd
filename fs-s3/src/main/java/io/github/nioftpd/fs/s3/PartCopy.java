package io.github.nioftpd.fs.s3;

import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/**
 * A part that the store copies from an object.
 *
 * @param store the bucket
 * @param request what to copy
 * @param eTag which content the object has to have
 * @param path as the caller calls it
 */
record PartCopy(Store store, UploadPartCopyRequest request, String eTag, String path) {

  CompletedPart run() throws IOException {
    return Checksum.part(request.partNumber(), copied());
  }

  private CopyPartResult copied() throws IOException {
    // unlike the conditions of other requests, this one is compared with the quotes, if at all
    String quoted = eTag.isEmpty() ? null : '"' + eTag + '"';
    UploadPartCopyRequest conditional = request.toBuilder().copySourceIfMatch(quoted).build();
    try {
      return store.client().uploadPartCopy(conditional).copyPartResult();
    } catch (SdkException e) {
      if (new Condition(false, eTag).holds(store, e, request.sourceKey(), path)) {
        return Store.call(path, () -> store.client().uploadPartCopy(request)).copyPartResult();
      }
      throw StoreFailures.translated(e, path);
    }
  }
}
