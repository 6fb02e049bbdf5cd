package io.github.nioftpd.demo;

import java.util.ArrayList;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * Deletes objects one after the other. S3Proxy does so in parallel, which leaves an empty directory
 * behind now and then, and lists it as a prefix.
 */
final class OrderedDeletions extends ForwardingBlobStore {
  OrderedDeletions(BlobStore store) {
    super(store);
  }

  @Override
  public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
    List<DeletedObject> deleted = new ArrayList<>();
    for (ObjectIdentifier object : request.delete().objects()) {
      removeBlob(DeleteObjectRequest.builder().bucket(request.bucket()).key(object.key()).build());
      deleted.add(DeletedObject.builder().key(object.key()).build());
    }
    return DeleteObjectsResponse.builder().deleted(deleted).build();
  }
}
