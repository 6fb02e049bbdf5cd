package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;

/**
 * Checksum of uploaded content, sent in a header, which stores that do not support it ignore. The
 * content is in memory and can be read twice.
 */
enum Checksum {
  /** None. */
  NONE,
  /** Supported by every store, stored by none. */
  MD5,
  /** The fastest. */
  CRC32C,
  /** The default of Amazon's store. */
  CRC64NVME,
  /** Not available for a whole multipart object. */
  SHA256;

  private static final String MODE = "x-amz-checksum-mode";

  static Checksum of(String name) {
    for (Checksum one : values()) {
      if (one.name().equals(name.toUpperCase(Locale.ROOT))) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        "the setting checksum of s3: \""
            + name
            + "\" is not auto, crc32c, crc64nvme, sha256, md5 or none");
  }

  /** The checksum of uploaded parts. */
  static Checksum of(List<CompletedPart> parts) {
    CompletedPart one = parts.isEmpty() ? CompletedPart.builder().build() : parts.getFirst();
    if (one.checksumCRC32C() != null) {
      return CRC32C;
    }
    if (one.checksumCRC64NVME() != null) {
      return CRC64NVME;
    }
    return one.checksumSHA256() == null ? NONE : SHA256;
  }

  /** Whether the store keeps it with the object, so that downloads can be verified. */
  boolean isKept() {
    return this != NONE && this != MD5;
  }

  /** A running checksum. */
  interface Sum {
    void update(ByteBuffer bytes);

    /** In the form of a header. */
    String value();
  }

  Sum sum() {
    return switch (this) {
      case NONE -> throw new IllegalStateException();
      case MD5 -> digest("MD5");
      case SHA256 -> digest("SHA-256");
      case CRC32C -> remainder(new CRC32C(), Integer.BYTES);
      case CRC64NVME -> remainder(new Crc64Nvme(), Long.BYTES);
    };
  }

  private static Sum remainder(java.util.zip.Checksum inner, int size) {
    return sum(
        inner::update,
        () -> {
          byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(inner.getValue()).array();
          return java.util.Arrays.copyOfRange(bytes, Long.BYTES - size, Long.BYTES);
        });
  }

  private static Sum digest(String algorithm) {
    try {
      MessageDigest inner = MessageDigest.getInstance(algorithm);
      return sum(inner::update, inner::digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static Sum sum(java.util.function.Consumer<ByteBuffer> update, Supplier<byte[]> value) {
    return new Sum() {
      @Override
      public void update(ByteBuffer bytes) {
        update.accept(bytes);
      }

      @Override
      public String value() {
        return Base64.getEncoder().encodeToString(value.get());
      }
    };
  }

  /** The checksum of a request body, or an empty text. */
  String of(RequestBody body) {
    if (this == NONE) {
      return "";
    }
    Sum sum = sum();
    byte[] buffer = new byte[PartContent.PIECE];
    try (InputStream in = body.contentStreamProvider().newStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sum.update(ByteBuffer.wrap(buffer, 0, count));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the content is in memory
    }
    return sum.value();
  }

  /** Headers of a request that sends content. */
  AwsRequestOverrideConfiguration with(String value) {
    AwsRequestOverrideConfiguration.Builder headers = AwsRequestOverrideConfiguration.builder();
    if (this != NONE) {
      headers.putHeader(this == MD5 ? "Content-MD5" : header(), value);
    }
    return headers.build();
  }

  private String header() {
    return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
  }

  /** Headers of CreateMultipartUpload. */
  AwsRequestOverrideConfiguration beginning() {
    AwsRequestOverrideConfiguration.Builder headers = AwsRequestOverrideConfiguration.builder();
    if (isKept()) {
      headers.putHeader("x-amz-checksum-algorithm", name());
      headers.putHeader("x-amz-checksum-type", this == SHA256 ? "COMPOSITE" : "FULL_OBJECT");
    }
    return headers.build();
  }

  /**
   * Headers of a request for a whole object. The SDK does not see them, so it does not verify too.
   */
  AwsRequestOverrideConfiguration reading() {
    AwsRequestOverrideConfiguration.Builder headers = AwsRequestOverrideConfiguration.builder();
    if (isKept()) {
      headers.putHeader(MODE, "ENABLED");
    }
    return headers.build();
  }

  /** An uploaded part. */
  CompletedPart part(int number, String eTag, String value) {
    CompletedPart.Builder part = CompletedPart.builder().partNumber(number).eTag(eTag);
    return switch (this) {
      case CRC32C -> part.checksumCRC32C(value).build();
      case CRC64NVME -> part.checksumCRC64NVME(value).build();
      case SHA256 -> part.checksumSHA256(value).build();
      case NONE, MD5 -> part.build();
    };
  }

  /** A copied part. */
  static CompletedPart part(int number, CopyPartResult copy) {
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(copy.eTag())
        .checksumCRC32C(copy.checksumCRC32C())
        .checksumCRC64NVME(copy.checksumCRC64NVME())
        .checksumSHA256(copy.checksumSHA256())
        .build();
  }
}
