package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** ListObjectsV2 of the fake store: one page. Used by one thread. */
final class FakeListing {

  private final FakeRequest request;
  private final NavigableMap<String, FakeObject> objects;
  private final String prefix;
  private final String delimiter;
  private final int size;
  private final List<Map.Entry<String, FakeObject>> contents = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private String last = "";
  private boolean truncated;

  FakeListing(FakeRequest request, NavigableMap<String, FakeObject> objects, int pageSize) {
    this.request = request;
    this.objects = objects;
    prefix = request.parameter("prefix", "");
    delimiter = request.parameter("delimiter", "");
    size = Math.min(request.number("max-keys", pageSize), pageSize);
  }

  FakeAnswer answer() {
    for (Map.Entry<String, FakeObject> entry = begin();
        entry != null && entry.getKey().startsWith(prefix); ) {
      if (contents.size() + prefixes.size() == size) {
        truncated = size > 0;
        break;
      }
      String common = common(entry.getKey());
      if (common.isEmpty()) {
        contents.add(entry);
        last = entry.getKey();
        entry = objects.higherEntry(last);
      } else {
        prefixes.add(common);
        last = common;
        entry = objects.ceilingEntry(behind(common));
      }
    }
    return FakeAnswer.of(document());
  }

  private Map.Entry<String, FakeObject> begin() {
    String token = request.parameter("continuation-token", "");
    if (!token.isEmpty()) {
      String reached = new String(Base64.getUrlDecoder().decode(token), UTF_8);
      // Keys of a common prefix that was told are all behind it.
      return common(reached).equals(reached)
          ? objects.ceilingEntry(behind(reached))
          : objects.higherEntry(reached);
    }
    String after = request.parameter("start-after", "");
    boolean inside = FakeBuckets.compareAsUtf8(after, prefix) >= 0 && !after.isEmpty();
    return inside ? objects.higherEntry(after) : objects.ceilingEntry(prefix);
  }

  /** The common prefix that a key is rolled up into, or nothing. */
  private String common(String key) {
    int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return end < 0 ? "" : key.substring(0, end + delimiter.length());
  }

  /** The smallest key that is behind all keys with that prefix. */
  private static String behind(String common) {
    int end = common.length() - 1;
    return common.substring(0, end) + (char) (common.charAt(end) + 1);
  }

  private FakeXml document() {
    boolean encoded = request.parameter("encoding-type", "").equals("url");
    FakeXml xml = new FakeXml("ListBucketResult", encoded);
    xml.element("Name", request.bucket()).key("Prefix", prefix);
    if (!delimiter.isEmpty()) {
      xml.key("Delimiter", delimiter);
    }
    if (encoded) {
      xml.element("EncodingType", "url");
    }
    xml.element("MaxKeys", size)
        .element("KeyCount", contents.size() + prefixes.size())
        .element("IsTruncated", truncated);
    if (truncated) {
      xml.element(
          "NextContinuationToken", Base64.getUrlEncoder().encodeToString(last.getBytes(UTF_8)));
    }
    contents.forEach(entry -> xml.inside("Contents", child -> describe(child, entry)));
    prefixes.forEach(common -> xml.inside("CommonPrefixes", child -> child.key("Prefix", common)));
    return xml;
  }

  private static void describe(FakeXml xml, Map.Entry<String, FakeObject> entry) {
    FakeObject object = entry.getValue();
    xml.key("Key", entry.getKey())
        .element("LastModified", object.modified())
        .element("ETag", object.etag())
        .element("Size", object.size())
        .element("StorageClass", object.header("x-amz-storage-class").orElse("STANDARD"));
  }
}
