package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A request with its body, which is read once.
 *
 * @param request the request
 * @param body the rest of the body
 */
record FakeCall(FakeRequest request, InputStream body) {

  private static final long LARGEST_PIECE = 5L << 30;

  static FakeCall of(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    String path = uri.getRawPath().substring(1);
    int slash = path.indexOf('/');
    String bucket = decoded(slash < 0 ? path : path.substring(0, slash));
    String key = slash < 0 ? "" : decoded(path.substring(slash + 1));
    InputStream body = exchange.getRequestBody();
    Map<String, String> query =
        parameters(
            bucket.isEmpty() && exchange.getRequestMethod().equals("POST")
                ? new String(body.readAllBytes(), UTF_8).replace("+", "%20")
                : uri.getRawQuery());
    String method = exchange.getRequestMethod();
    String operation = operation(method, bucket, key, query, headers);
    return new FakeCall(
        new FakeRequest(method, operation, bucket, key, query, headers, new AtomicLong()), body);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    if (query != null) {
      for (String pair : query.split("&")) {
        int equals = pair.indexOf('=');
        parameters.put(
            decoded(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private static String operation(
      String method,
      String bucket,
      String key,
      Map<String, String> query,
      Map<String, String> headers) {
    if (bucket.isEmpty()) {
      return query.getOrDefault("Action", "ListBuckets");
    }
    return key.isEmpty() ? ofBucket(method, query) : ofObject(method, query, headers);
  }

  private static String ofBucket(String method, Map<String, String> query) {
    return switch (method) {
      case "HEAD" -> "HeadBucket";
      case "PUT" -> "CreateBucket";
      case "POST" -> query.containsKey("delete") ? "DeleteObjects" : "PostObject";
      case "GET" -> {
        if (query.containsKey("uploads")) {
          yield "ListMultipartUploads";
        }
        yield "2".equals(query.get("list-type")) ? "ListObjectsV2" : "ListObjects";
      }
      case "DELETE" -> "DeleteBucket";
      default -> method + " bucket";
    };
  }

  private static String ofObject(
      String method, Map<String, String> query, Map<String, String> headers) {
    boolean copy = headers.containsKey("x-amz-copy-source");
    boolean upload = query.containsKey("uploadId");
    return switch (method) {
      case "HEAD" -> "HeadObject";
      case "GET" -> {
        if (query.containsKey("tagging")) {
          yield "GetObjectTagging";
        }
        yield upload ? "ListParts" : "GetObject";
      }
      case "DELETE" -> upload ? "AbortMultipartUpload" : "DeleteObject";
      case "POST" -> upload ? "CompleteMultipartUpload" : "CreateMultipartUpload";
      case "PUT" -> {
        if (upload) {
          yield copy ? "UploadPartCopy" : "UploadPart";
        }
        yield copy ? "CopyObject" : "PutObject";
      }
      default -> method + " object";
    };
  }

  /** Reads the body to its end and checks the digest that came with it. */
  FakeContent.Received receive(boolean discard) throws IOException {
    if (request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING")) {
      throw new FakeError(501, "NotImplemented");
    }
    long length = request.header("content-length").map(Long::parseLong).orElse(-1L);
    if (length > LARGEST_PIECE) {
      throw new FakeError(400, "EntityTooLarge");
    }
    FakeContent.Received received = FakeContent.Received.read(body, length, discard);
    String md5 = Base64.getEncoder().encodeToString(received.md5());
    if (request.header("content-md5").filter(announced -> !announced.equals(md5)).isPresent()) {
      throw new FakeError(400, "BadDigest");
    }
    return received;
  }
}
