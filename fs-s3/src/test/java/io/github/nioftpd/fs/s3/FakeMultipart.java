package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.w3c.dom.Element;

/** The operations of the fake store on multipart uploads. Safe for use by several threads. */
final class FakeMultipart {

  private static final int LAST_PART = 10_000;

  private final FakeBuckets buckets;
  private final FakeObjects objects;

  FakeMultipart(FakeBuckets buckets, FakeObjects objects) {
    this.buckets = buckets;
    this.objects = objects;
  }

  FakeAnswer create(FakeRequest request) {
    Map<String, String> headers = new HashMap<>(FakeBuckets.described(request));
    headers.putAll(FakeChecksum.begun(request));
    FakeUpload upload = buckets.begin(request.bucket(), request.key(), buckets.now(), headers);
    return FakeAnswer.of(
        new FakeXml("InitiateMultipartUploadResult")
            .element("Bucket", request.bucket())
            .element("Key", request.key())
            .element("UploadId", upload.id()));
  }

  FakeAnswer part(FakeCall call) throws IOException {
    FakeUpload upload = buckets.upload(call.request());
    int number = number(call.request());
    FakeChecksum.checkPart(upload, call.request());
    FakeContent.Received received = buckets.receive(call);
    Map<String, String> unused = FakeChecksum.check(call.request(), received.content());
    String etag = FakeObject.quoted(received.md5());
    store(call.request(), upload, number, received.content(), etag);
    return FakeAnswer.empty(200, Map.of("ETag", etag));
  }

  private static int number(FakeRequest request) {
    int number = request.number("partNumber", 0);
    if (number < 1 || number > LAST_PART) {
      throw new FakeError(400, "InvalidArgument");
    }
    return number;
  }

  private void store(
      FakeRequest request, FakeUpload upload, int number, FakeContent content, String etag) {
    FakeObject part = new FakeObject(content, etag, buckets.now(), Map.of());
    upload.parts().put(number, part);
    // It may have been aborted while the part came.
    buckets.upload(request);
  }

  FakeAnswer partCopy(FakeRequest request) {
    FakeUpload upload = buckets.upload(request);
    FakeContent content = objects.source(request).content();
    String header = request.header("x-amz-copy-source-range").orElse("");
    if (!header.isEmpty()) {
      FakeObjects.Range range = FakeObjects.Range.of(header, Long.MAX_VALUE);
      if (range.last() >= content.size()) {
        throw new FakeError(400, "InvalidArgument");
      }
      content = content.slice(range.first(), range.count());
    }
    if (content.size() > buckets.copyLimit) {
      throw new FakeError(400, "InvalidRequest");
    }
    String etag = FakeObject.quoted(content.md5());
    store(request, upload, number(request), content, etag);
    return FakeAnswer.of(
        new FakeXml("CopyPartResult").element("LastModified", buckets.now()).element("ETag", etag));
  }

  FakeAnswer complete(FakeCall call) throws IOException {
    FakeUpload upload = buckets.upload(call.request());
    List<FakeObject> parts = wanted(upload, call.receive(false).content().bytes());
    for (FakeObject part : parts.subList(0, parts.size() - 1)) {
      if (part.size() < buckets.smallestPart) {
        throw new FakeError(400, "EntityTooSmall");
      }
    }
    MessageDigest digest = FakeContent.newDigest();
    parts.forEach(part -> digest.update(HexFormat.of().parseHex(FakeObject.unquoted(part.etag()))));
    String etag = '"' + HexFormat.of().formatHex(digest.digest()) + '-' + parts.size() + '"';
    FakeContent content = FakeContent.Joined.of(parts.stream().map(FakeObject::content).toList());
    buckets.put(
        call.request(),
        () -> {
          buckets.end(upload);
          Map<String, String> headers = new HashMap<>(upload.headers());
          headers.keySet().removeIf(FakeChecksum::isOne);
          headers.putAll(FakeChecksum.completed(upload, content, parts.size()));
          return new FakeObject(content, etag, buckets.now(), headers);
        });
    return FakeAnswer.of(
        new FakeXml("CompleteMultipartUploadResult")
            .element("Bucket", upload.bucket())
            .element("Key", upload.key())
            .element("ETag", buckets.quirks.contains(FakeQuirk.NO_TAG) ? "" : etag));
  }

  private static List<FakeObject> wanted(FakeUpload upload, byte[] document) {
    var elements = FakeXml.read(document).getElementsByTagName("Part");
    List<FakeObject> parts = new ArrayList<>();
    int previous = 0;
    for (int i = 0; i < elements.getLength(); i++) {
      Element element = (Element) elements.item(i);
      int number = Integer.parseInt(FakeXml.child(element, "PartNumber"));
      if (number <= previous) {
        throw new FakeError(400, "InvalidPartOrder");
      }
      previous = number;
      FakeObject part = upload.parts().get(number);
      String etag = FakeObject.unquoted(FakeXml.child(element, "ETag"));
      if (part == null || !FakeObject.unquoted(part.etag()).equals(etag)) {
        throw new FakeError(400, "InvalidPart");
      }
      parts.add(part);
    }
    if (parts.isEmpty()) {
      throw new FakeError(400, "MalformedXML");
    }
    return parts;
  }

  FakeAnswer abort(FakeRequest request) {
    buckets.end(buckets.upload(request));
    return FakeAnswer.empty(204, Map.of());
  }

  FakeAnswer list(FakeRequest request) {
    String after = request.parameter("key-marker", "");
    String afterId = request.parameter("upload-id-marker", "");
    List<FakeUpload> all =
        buckets.uploads().stream()
            .filter(upload -> upload.bucket().equals(request.bucket()))
            .filter(upload -> upload.key().startsWith(request.parameter("prefix", "")))
            .dropWhile(upload -> FakeBuckets.compareAsUtf8(upload.key(), after) < 0)
            .toList();
    Predicate<FakeUpload> told = upload -> !after.isEmpty() && upload.key().equals(after);
    List<FakeUpload> left = new ArrayList<>(all.stream().dropWhile(told).toList());
    if (!afterId.isEmpty()) {
      List<FakeUpload> ofKey = all.stream().filter(told).toList();
      List<String> ids = ofKey.stream().map(FakeUpload::id).toList();
      left.addAll(0, ofKey.subList(ids.indexOf(afterId) + 1, ofKey.size()));
    }
    int count = Math.min(request.number("max-uploads", buckets.pageSize), buckets.pageSize);
    return page(request, left.subList(0, Math.min(count, left.size())), count < left.size());
  }

  private static FakeAnswer page(FakeRequest request, List<FakeUpload> page, boolean truncated) {
    boolean encoded = request.parameter("encoding-type", "").equals("url");
    FakeXml xml = new FakeXml("ListMultipartUploadsResult", encoded);
    xml.element("Bucket", request.bucket()).element("IsTruncated", truncated);
    if (encoded) {
      xml.element("EncodingType", "url");
    }
    if (truncated) {
      xml.key("NextKeyMarker", page.getLast().key())
          .element("NextUploadIdMarker", page.getLast().id());
    }
    for (FakeUpload upload : page) {
      xml.inside(
          "Upload",
          child ->
              child
                  .key("Key", upload.key())
                  .element("UploadId", upload.id())
                  .element("Initiated", upload.initiated()));
    }
    return FakeAnswer.of(xml);
  }

  FakeAnswer listParts(FakeRequest request) {
    FakeUpload upload = buckets.upload(request);
    int after = request.number("part-number-marker", 0);
    int count = Math.min(request.number("max-parts", buckets.pageSize), buckets.pageSize);
    var left = upload.parts().tailMap(after, false);
    FakeXml xml = new FakeXml("ListPartsResult");
    xml.element("Bucket", upload.bucket())
        .element("Key", upload.key())
        .element("UploadId", upload.id())
        .element("IsTruncated", left.size() > count);
    int reached = after;
    for (int number : left.keySet().stream().limit(count).toList()) {
      FakeObject part = left.get(number);
      xml.inside(
          "Part",
          child ->
              child
                  .element("PartNumber", number)
                  .element("LastModified", part.modified())
                  .element("ETag", part.etag())
                  .element("Size", part.size()));
      reached = number;
    }
    return FakeAnswer.of(xml.element("NextPartNumberMarker", reached));
  }
}
