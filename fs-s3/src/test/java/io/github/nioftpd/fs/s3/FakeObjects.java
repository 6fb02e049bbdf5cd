package io.github.nioftpd.fs.s3;

import static java.time.ZoneOffset.UTC;

import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** The operations of the fake store on objects. Safe for use by several threads. */
final class FakeObjects {

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT).withZone(UTC);
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  private final FakeBuckets buckets;

  FakeObjects(FakeBuckets buckets) {
    this.buckets = buckets;
  }

  FakeAnswer head(FakeRequest request) {
    FakeObject object = buckets.object(request.bucket(), request.key());
    FakeBuckets.requireMatch(request, "if-match", object);
    return new FakeAnswer(200, headers(object), object.content());
  }

  FakeAnswer get(FakeRequest request) {
    FakeObject object = buckets.object(request.bucket(), request.key());
    FakeBuckets.requireMatch(request, "if-match", object);
    requireRestored(object);
    Map<String, String> headers = headers(object);
    if (request.header("range").isPresent() || request.header("x-amz-checksum-mode").isEmpty()) {
      headers.keySet().removeIf(FakeChecksum::isOne);
    }
    if (request.header("range").isEmpty()) {
      return new FakeAnswer(200, headers, object.content());
    }
    long size = object.size();
    Range range = Range.of(request.header("range").orElseThrow(), size);
    if (range.first >= size) {
      return new FakeAnswer(
          416, Map.of("Content-Range", "bytes */" + size), FakeError.document("InvalidRange"));
    }
    headers.put("Content-Range", "bytes " + range.first + "-" + range.last + "/" + size);
    return new FakeAnswer(206, headers, object.content().slice(range.first, range.count()));
  }

  /**
   * A range of bytes.
   *
   * @param first the first byte; beyond the end when there is none
   * @param last the last byte
   */
  record Range(long first, long last) {
    static Range of(String header, long size) {
      Matcher matcher = RANGE.matcher(header);
      if (!matcher.matches() || header.equals("bytes=-")) {
        throw new FakeError(400, "InvalidArgument");
      }
      String first = matcher.group(1);
      String last = matcher.group(2);
      if (first.isEmpty()) {
        return new Range(Math.max(size - Long.parseLong(last), 0), size - 1);
      }
      long end = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
      return new Range(Long.parseLong(first), end);
    }

    long count() {
      return last - first + 1;
    }
  }

  static void requireRestored(FakeObject object) {
    if (object.archived()) {
      throw new FakeError(403, "InvalidObjectState");
    }
  }

  private static Map<String, String> headers(FakeObject object) {
    Map<String, String> headers = new HashMap<>(object.headers());
    headers.remove("x-amz-acl");
    String tags = headers.remove("x-amz-tagging");
    if (tags != null) {
      headers.put("x-amz-tagging-count", String.valueOf(tags.split("&", -1).length));
    }
    headers.remove("x-amz-expected-bucket-owner");
    headers.remove("x-amz-storage-class", "STANDARD");
    headers.putIfAbsent("content-type", "binary/octet-stream");
    headers.put("ETag", object.etag());
    headers.put("Last-Modified", HTTP_DATE.format(object.modified()));
    headers.put("Accept-Ranges", "bytes");
    return headers;
  }

  FakeAnswer tags(FakeRequest request) {
    FakeObject object = buckets.object(request.bucket(), request.key());
    FakeXml xml = new FakeXml("Tagging");
    xml.inside(
        "TagSet",
        set -> {
          for (String pair : object.header("x-amz-tagging").orElse("").split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
              set.inside(
                  "Tag",
                  tag ->
                      tag.element("Key", FakeCall.decoded(pair.substring(0, equals)))
                          .element("Value", FakeCall.decoded(pair.substring(equals + 1))));
            }
          }
        });
    return FakeAnswer.of(xml);
  }

  FakeAnswer put(FakeCall call) throws IOException {
    FakeContent.Received received = buckets.receive(call);
    Map<String, String> headers = new HashMap<>(FakeBuckets.described(call.request()));
    headers.putAll(FakeChecksum.check(call.request(), received.content()));
    FakeObject object =
        new FakeObject(
            received.content(), FakeObject.quoted(received.md5()), buckets.now(), headers);
    buckets.put(call.request(), () -> object);
    return FakeAnswer.empty(200, Map.of("ETag", object.etag()));
  }

  /** The object that a copy names as its source. */
  FakeObject source(FakeRequest request) {
    String path = named(request);
    int slash = path.indexOf('/');
    if (slash < 0) {
      throw new FakeError(400, "InvalidArgument");
    }
    FakeObject source = buckets.object(path.substring(0, slash), path.substring(slash + 1));
    FakeBuckets.requireMatch(request, "x-amz-copy-source-if-match", source);
    requireRestored(source);
    return source;
  }

  private static String named(FakeRequest request) {
    String named = FakeCall.decoded(request.header("x-amz-copy-source").orElseThrow());
    return named.startsWith("/") ? named.substring(1) : named;
  }

  FakeAnswer copy(FakeRequest request) {
    FakeObject source = source(request);
    if (source.size() > buckets.copyLimit) {
      throw new FakeError(400, "InvalidRequest");
    }
    boolean replace = request.header("x-amz-metadata-directive").orElse("").equals("REPLACE");
    boolean self = named(request).equals(request.bucket() + "/" + request.key());
    if (self && !replace && request.header("x-amz-storage-class").isEmpty()) {
      throw new FakeError(400, "InvalidRequest");
    }
    FakeObject copy = copied(request, source, replace);
    buckets.put(request, () -> copy);
    return FakeAnswer.of(
        new FakeXml("CopyObjectResult")
            .element("LastModified", copy.modified())
            .element("ETag", copy.etag()));
  }

  private FakeObject copied(FakeRequest request, FakeObject source, boolean replace) {
    Map<String, String> headers = FakeBuckets.ofTheRequest(request.headers());
    headers.putAll(FakeBuckets.metadata(replace ? request.headers() : source.headers()));
    if (!request.header("x-amz-tagging-directive").orElse("").equals("REPLACE")) {
      headers.remove("x-amz-tagging");
      source.header("x-amz-tagging").ifPresent(tags -> headers.put("x-amz-tagging", tags));
    }
    // A copy is one piece, whatever the source was made of.
    String etag = FakeObject.quoted(source.content().md5());
    return new FakeObject(source.content(), etag, buckets.now(), headers);
  }

  FakeAnswer delete(FakeRequest request) {
    String refusal = buckets.refusedDeletions.get(request.key());
    if (refusal != null) {
      throw new FakeError(403, refusal);
    }
    buckets.in(request.bucket()).remove(request.key());
    return FakeAnswer.empty(204, Map.of());
  }

  FakeAnswer deleteSeveral(FakeCall call) throws IOException {
    Element wanted = FakeXml.read(call.receive(false).content().bytes());
    var objects = wanted.getElementsByTagName("Object");
    if (objects.getLength() > 1000) {
      throw new FakeError(400, "MalformedXML");
    }
    boolean quiet =
        wanted.getElementsByTagName("Quiet").getLength() > 0
            && FakeXml.child(wanted, "Quiet").equals("true");
    FakeXml result = new FakeXml("DeleteResult");
    for (int i = 0; i < objects.getLength(); i++) {
      String key = FakeXml.child((Element) objects.item(i), "Key");
      String refusal = buckets.refusedDeletions.get(key);
      if (refusal != null) {
        result.inside(
            "Error",
            error ->
                error.element("Key", key).element("Code", refusal).element("Message", refusal));
      } else {
        buckets.in(call.request().bucket()).remove(key);
        if (!quiet) {
          result.inside("Deleted", deleted -> deleted.element("Key", key));
        }
      }
    }
    return FakeAnswer.of(result);
  }
}
