package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The checksums of the fake store, as S3's reference has them. */
final class FakeChecksum {

  private static final String PREFIX = "x-amz-checksum-";
  private static final List<Checksum> KEPT =
      List.of(Checksum.CRC32C, Checksum.CRC64NVME, Checksum.SHA256);

  private FakeChecksum() {}

  private static String header(Checksum one) {
    return PREFIX + one.name().toLowerCase(Locale.ROOT);
  }

  private static String of(Checksum one, FakeContent content) {
    Checksum.Sum sum = one.sum();
    try {
      content.writeTo(
          new OutputStream() {
            @Override
            public void write(int value) {
              sum.update(ByteBuffer.wrap(new byte[] {(byte) value}));
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
              sum.update(ByteBuffer.wrap(bytes, offset, length));
            }
          },
          0,
          content.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sum.value();
  }

  /** Verifies a body, and returns the announced checksum. */
  static Map<String, String> check(FakeRequest request, FakeContent content) {
    Map<String, String> kept = new HashMap<>();
    for (Checksum one : KEPT) {
      request
          .header(header(one))
          .ifPresent(
              announced -> {
                if (!content.discarded() && !announced.equals(of(one, content))) {
                  throw new FakeError(400, "BadDigest");
                }
                kept.put(header(one), announced);
              });
    }
    return kept;
  }

  /** As a bucket with a default retention does. */
  static void require(FakeRequest request) {
    boolean any = KEPT.stream().anyMatch(one -> request.header(header(one)).isPresent());
    if (!any && request.header("content-md5").isEmpty()) {
      throw new FakeError(
          400,
          "InvalidRequest",
          "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with"
              + " Object Lock parameters");
    }
  }

  /** The checksum of a multipart upload. */
  static Map<String, String> begun(FakeRequest request) {
    Map<String, String> begun = new HashMap<>();
    for (String name : List.of("algorithm", "type")) {
      request.header(PREFIX + name).ifPresent(value -> begun.put(PREFIX + name, value));
    }
    return begun;
  }

  /** A part has the checksum with which the upload was begun, and no other. */
  static void checkPart(FakeUpload upload, FakeRequest request) {
    String algorithm = upload.headers().getOrDefault(PREFIX + "algorithm", "");
    for (Checksum one : KEPT) {
      if (request.header(header(one)).isPresent() != one.name().equals(algorithm)) {
        throw new FakeError(400, "InvalidRequest", "Checksum Type mismatch occurred");
      }
    }
  }

  /** The checksum of a multipart object. */
  static Map<String, String> completed(FakeUpload upload, FakeContent content, int parts) {
    String algorithm = upload.headers().getOrDefault(PREFIX + "algorithm", "");
    if (algorithm.isEmpty() || content.discarded()) {
      return Map.of();
    }
    Checksum one = Checksum.of(algorithm);
    boolean whole = upload.headers().get(PREFIX + "type").equals("FULL_OBJECT");
    String value =
        whole
            ? of(one, content)
            : Base64.getEncoder().encodeToString(new byte[32])
                + "-"
                + parts; // the value is not used
    return Map.of(header(one), value, PREFIX + "type", whole ? "FULL_OBJECT" : "COMPOSITE");
  }

  /** Whether it is told only when somebody wants to know it. */
  static boolean isOne(String header) {
    return header.startsWith(PREFIX);
  }
}
