package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.util.Map;

/** Which operation does what. Safe for use by several threads. */
final class FakeOperations {

  private final FakeBuckets buckets;
  private final FakeObjects objects;
  private final FakeMultipart multipart;

  FakeOperations(FakeBuckets buckets) {
    this.buckets = buckets;
    objects = new FakeObjects(buckets);
    multipart = new FakeMultipart(buckets, objects);
  }

  FakeAnswer run(FakeCall call) throws IOException {
    FakeRequest request = call.request();
    return switch (request.operation()) {
      case "AssumeRole" -> assumeRole(request);
      case "CreateBucket" -> {
        buckets.create(request.bucket());
        yield FakeAnswer.empty(200, Map.of());
      }
      case "DeleteBucket" -> {
        buckets.remove(request.bucket());
        yield FakeAnswer.empty(204, Map.of());
      }
      case "HeadBucket" -> {
        buckets.in(request.bucket());
        yield FakeAnswer.empty(200, Map.of("x-amz-bucket-region", "us-east-1"));
      }
      case "ListObjectsV2", "ListObjects" -> new FakeListing(request, buckets).answer();
      case "HeadObject" -> objects.head(request);
      case "GetObject" -> objects.get(request);
      case "GetObjectTagging" -> objects.tags(request);
      case "PutObject" -> objects.put(call);
      case "CopyObject" -> objects.copy(request);
      case "DeleteObject" -> objects.delete(request);
      case "DeleteObjects" -> objects.deleteSeveral(call);
      case "CreateMultipartUpload" -> multipart.create(request);
      case "UploadPart" -> multipart.part(call);
      case "UploadPartCopy" -> multipart.partCopy(request);
      case "CompleteMultipartUpload" -> multipart.complete(call);
      case "AbortMultipartUpload" -> multipart.abort(request);
      case "ListMultipartUploads" -> multipart.list(request);
      case "ListParts" -> multipart.listParts(request);
      default -> throw new FakeError(501, "NotImplemented");
    };
  }

  /** Gives keys that name the role: its name behind ASIA. */
  private FakeAnswer assumeRole(FakeRequest request) {
    String arn = request.parameter("RoleArn", "");
    String session = request.parameter("RoleSessionName", "");
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    int seconds = request.number("DurationSeconds", 3600);
    FakeXml xml = new FakeXml("AssumeRoleResponse");
    xml.inside(
        "AssumeRoleResult",
        result ->
            result
                .inside(
                    "Credentials",
                    keys ->
                        keys.element("AccessKeyId", "ASIA" + name)
                            .element("SecretAccessKey", "secret-of-" + name)
                            .element("SessionToken", "token-of-" + name)
                            .element("Expiration", buckets.now().plusSeconds(seconds)))
                .inside(
                    "AssumedRoleUser",
                    user ->
                        user.element("Arn", arn + "/" + session)
                            .element("AssumedRoleId", "AROA:" + session)));
    return FakeAnswer.of(xml);
  }
}
