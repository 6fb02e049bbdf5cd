package io.github.nioftpd.fs.s3;

import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/** Copies a part from an object, which must have the tag. */
record PartCopy(Store store, UploadPartCopyRequest request, String eTag, String path) {

  CompletedPart run() throws IOException {
    return Checksum.part(request.partNumber(), copied());
  }

  private CopyPartResult copied() throws IOException {
    // unlike other conditions, this one requires the quotes
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
