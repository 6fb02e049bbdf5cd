package io.github.nioftpd.fs.s3;

import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** Sends content with a checksum. Safe for use by several threads. */
final class ContentSender {

  private final S3Client client;
  private final Checksum checksum;

  /** Whether to send MD5 instead of no checksum once the store requires one. */
  private final boolean adapts;

  /** Whether the store requires one, as for a bucket with Object Lock. */
  private volatile boolean wantsDigest;

  ContentSender(S3Client client, S3Settings.Endpoint store) {
    this.client = client;
    this.checksum = store.checksum().orElse(store.preset().checksum);
    this.adapts = store.checksum().isEmpty();
  }

  /** The checksum of an object or a multipart upload. */
  Checksum checksum() {
    return checksum;
  }

  /** The checksum of a part: that of its upload, or MD5. */
  Checksum ofPart(Checksum ofUpload) {
    Checksum usual = checksum.isKept() ? Checksum.MD5 : checksum;
    return ofUpload == Checksum.NONE ? usual : ofUpload;
  }

  PutObjectResponse put(PutObjectRequest.Builder request, RequestBody body) throws SdkException {
    return send(
        checksum,
        sum -> {
          request.overrideConfiguration(sum.with(sum.of(body)));
          return client.putObject(request.build(), body);
        });
  }

  CompletedPart part(UploadPartRequest part, RequestBody body, Checksum wanted)
      throws SdkException {
    return send(
        wanted,
        sum -> {
          String value = sum.of(body);
          UploadPartRequest whole = part.toBuilder().overrideConfiguration(sum.with(value)).build();
          return sum.part(part.partNumber(), client.uploadPart(whole, body).eTag(), value);
        });
  }

  private <T> T send(Checksum wanted, Function<Checksum, T> request) throws SdkException {
    Checksum sent = wanted == Checksum.NONE && wantsDigest ? Checksum.MD5 : wanted;
    try {
      return request.apply(sent);
    } catch (SdkException e) {
      if (sent != Checksum.NONE || !adapts || !StoreFailures.wantsDigest(e)) {
        throw e;
      }
      wantsDigest = true;
      return request.apply(Checksum.MD5);
    }
  }
}
