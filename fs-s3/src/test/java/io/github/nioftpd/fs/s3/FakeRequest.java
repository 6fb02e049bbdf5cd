package io.github.nioftpd.fs.s3;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that came to the fake store.
 *
 * @param method the method of HTTP
 * @param operation the name of the operation as S3's reference has it, such as ListObjectsV2
 * @param bucket the bucket, or nothing
 * @param key the key, decoded, or nothing
 * @param query the query, decoded; of a form the parameters
 * @param headers the headers, by names in lower case
 * @param sent how many bytes of the answer's body have been written to the socket; it grows
 */
public record FakeRequest(
    String method,
    String operation,
    String bucket,
    String key,
    Map<String, String> query,
    Map<String, String> headers,
    AtomicLong sent) {

  private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/");

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The access key that signed it, if any. */
  public Optional<String> accessKey() {
    return header("authorization")
        .map(CREDENTIAL::matcher)
        .filter(Matcher::find)
        .map(m -> m.group(1));
  }

  String parameter(String name, String otherwise) {
    return query.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    return query.containsKey(name) ? Integer.parseInt(query.get(name)) : otherwise;
  }

  /** Operation and key, so that a failed assertion over requests can be read. */
  @Override
  public String toString() {
    return operation + " " + key + (query.isEmpty() ? "" : " " + query);
  }
}
