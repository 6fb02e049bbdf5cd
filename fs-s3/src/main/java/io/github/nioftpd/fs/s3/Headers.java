package io.github.nioftpd.fs.s3;

import java.net.URLConnection;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Headers and user metadata of an object, without the modification time, and the number of its
 * tags. They are kept when the object is appended to, resumed, or gets another time. Immutable.
 */
record Headers(
    @Nullable String type,
    @Nullable String cacheControl,
    @Nullable String disposition,
    @Nullable String encoding,
    @Nullable String language,
    @Nullable String redirect,
    @Nullable Instant expires,
    Map<String, String> metadata,
    int tags) {

  static Headers ofNew(String key) {
    return new Headers(typeOf(key), null, null, null, null, null, null, Map.of(), 0);
  }

  private static String typeOf(String key) {
    if (key.endsWith("/")) {
      return "application/x-directory";
    }
    String type = URLConnection.guessContentTypeFromName(key);
    return type == null ? "application/octet-stream" : type;
  }

  @SuppressWarnings("deprecation") // requests have no field for the text
  static Headers of(HeadObjectResponse head) {
    Map<String, String> metadata = new HashMap<>(head.metadata());
    metadata.remove(Times.KEY);
    return new Headers(
        head.contentType(),
        head.cacheControl(),
        head.contentDisposition(),
        head.contentEncoding(),
        head.contentLanguage(),
        head.websiteRedirectLocation(),
        head.expires(),
        Map.copyOf(metadata),
        head.tagCount() == null ? 0 : head.tagCount());
  }

  private Map<String, String> metadata(Instant modified) {
    Map<String, String> all = new HashMap<>(metadata);
    all.put(Times.KEY, Times.text(modified));
    return all;
  }

  void apply(PutObjectRequest.Builder request, Instant modified) {
    request
        .metadata(metadata(modified))
        .contentType(type)
        .cacheControl(cacheControl)
        .contentDisposition(disposition)
        .contentEncoding(encoding)
        .contentLanguage(language)
        .websiteRedirectLocation(redirect)
        .expires(expires);
  }

  void apply(CreateMultipartUploadRequest.Builder request, Instant modified) {
    request
        .metadata(metadata(modified))
        .contentType(type)
        .cacheControl(cacheControl)
        .contentDisposition(disposition)
        .contentEncoding(encoding)
        .contentLanguage(language)
        .websiteRedirectLocation(redirect)
        .expires(expires);
  }

  /** Replaces the headers of the source. */
  void apply(CopyObjectRequest.Builder request, Instant modified) {
    request
        .metadataDirective(MetadataDirective.REPLACE)
        .metadata(metadata(modified))
        .contentType(type)
        .cacheControl(cacheControl)
        .contentDisposition(disposition)
        .contentEncoding(encoding)
        .contentLanguage(language)
        .websiteRedirectLocation(redirect)
        .expires(expires);
  }
}
