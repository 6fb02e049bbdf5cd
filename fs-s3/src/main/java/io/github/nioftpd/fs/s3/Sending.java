package io.github.nioftpd.fs.s3;

import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** How content is sent to a store: with which checksum. Safe for use by several threads. */
final class Sending {

  private final S3Client client;
  private final Checksum checksum;

  /** Whether MD5 is sent, where there is no checksum, once the store wants one. */
  private final boolean adapts;

  /** True once the store has said that it wants one, as it does for a bucket with Object Lock. */
  private volatile boolean wantsDigest;

  Sending(S3Client client, S3Settings.Endpoint store) {
    this.client = client;
    this.checksum = store.checksum().orElse(store.preset().checksum);
    this.adapts = store.checksum().isEmpty();
  }

  /** The checksum of an object, or of an upload in parts. */
  Checksum checksum() {
    return checksum;
  }

  /** That of a part, which may have no other than its upload, except for MD5. */
  Checksum ofPart(Checksum ofUpload) {
    Checksum usual = checksum.isKept() ? Checksum.MD5 : checksum;
    return ofUpload == Checksum.NONE ? usual : ofUpload;
  }

  /** Sends an object. */
  PutObjectResponse put(PutObjectRequest.Builder request, RequestBody body) throws SdkException {
    return send(
        checksum,
        sum -> {
          request.overrideConfiguration(sum.with(sum.of(body)));
          return client.putObject(request.build(), body);
        });
  }

  /** Sends a part, which is what the store has then. */
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

  /**
   * Sends content.
   *
   * @param wanted the checksum that it should have
   * @param request the request with the one that it gets
   */
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
