package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/** ListObjectsV2 and ListObjects of the fake store: one page. Used by one thread. */
final class FakeListing {

  /** How the token begins whose page comes behind an empty one. */
  private static final String EMPTY = "behind-an-empty-page.";

  private final FakeRequest request;
  private final NavigableMap<String, FakeObject> objects;
  private final Set<FakeQuirk> quirks;
  private final boolean first;
  private final String prefix;
  private final String delimiter;
  private final int size;
  private final List<Map.Entry<String, FakeObject>> contents = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private String last = "";
  private boolean truncated;

  FakeListing(FakeRequest request, FakeBuckets buckets) {
    this.request = request;
    this.objects = buckets.in(request.bucket());
    this.quirks = buckets.quirks;
    this.first =
        request.operation().equals("ListObjects") || quirks.contains(FakeQuirk.ONLY_FIRST_LIST);
    int pageSize = buckets.pageSize;
    prefix = request.parameter("prefix", "");
    delimiter = request.parameter("delimiter", "");
    size = Math.min(request.number("max-keys", pageSize), pageSize);
  }

  FakeAnswer answer() {
    String token = request.parameter("continuation-token", "");
    if (quirks.contains(FakeQuirk.EMPTY_PAGES) && !token.startsWith(EMPTY)) {
      truncated = true;
      return FakeAnswer.of(document(EMPTY + token));
    }
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
    return FakeAnswer.of(document(Base64.getUrlEncoder().encodeToString(last.getBytes(UTF_8))));
  }

  private Map.Entry<String, FakeObject> begin() {
    String reached = reached();
    if (!reached.isEmpty()) {
      // Keys of a common prefix that was told are all behind it.
      return common(reached).equals(reached)
          ? objects.ceilingEntry(behind(reached))
          : objects.higherEntry(reached);
    }
    String after = request.parameter("start-after", "");
    boolean inside = FakeBuckets.compareAsUtf8(after, prefix) >= 0 && !after.isEmpty();
    return inside ? objects.higherEntry(after) : objects.ceilingEntry(prefix);
  }

  /** The last key that the page before had, or nothing. */
  private String reached() {
    if (quirks.contains(FakeQuirk.NO_CONTINUATION)) {
      return "";
    }
    if (first) {
      return request.parameter("marker", "");
    }
    String token = request.parameter("continuation-token", "");
    String own = token.startsWith(EMPTY) ? token.substring(EMPTY.length()) : token;
    return new String(Base64.getUrlDecoder().decode(own), UTF_8);
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

  private FakeXml document(String token) {
    boolean encoded = request.parameter("encoding-type", "").equals("url");
    FakeXml xml = new FakeXml("ListBucketResult", encoded);
    xml.element("Name", request.bucket());
    if (quirks.contains(FakeQuirk.RAW_PREFIX)) {
      xml.element("Prefix", prefix);
    } else {
      xml.key("Prefix", prefix);
    }
    if (!delimiter.isEmpty()) {
      xml.key("Delimiter", delimiter);
    }
    if (encoded) {
      xml.element("EncodingType", "url");
    }
    xml.element("MaxKeys", size).element("IsTruncated", truncated);
    if (!first) {
      xml.element("KeyCount", contents.size() + prefixes.size());
    }
    if (truncated && !first) {
      xml.element("NextContinuationToken", token);
    } else if (truncated && !delimiter.isEmpty()) {
      xml.key("NextMarker", last);
    }
    contents.forEach(entry -> xml.inside("Contents", child -> describe(child, entry)));
    prefixes.forEach(common -> xml.inside("CommonPrefixes", child -> child.key("Prefix", common)));
    return xml;
  }

  private void describe(FakeXml xml, Map.Entry<String, FakeObject> entry) {
    FakeObject object = entry.getValue();
    xml.key("Key", entry.getKey());
    if (!quirks.contains(FakeQuirk.NO_MODIFIED)) {
      xml.element("LastModified", object.modified());
    }
    xml.element("ETag", object.etag())
        .element("Size", object.size())
        .element("StorageClass", object.header("x-amz-storage-class").orElse("STANDARD"));
  }
}
