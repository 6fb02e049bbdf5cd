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
 * By what a store finds out that content was damaged on its way. It is sent in a header, since the
 * content is held in memory and can be read twice; stores that do not know the header ignore it.
 */
enum Checksum {
  /** None. */
  NONE,
  /** Every store knows it, and none keeps it. */
  MD5,
  /** Costs the least. */
  CRC32C,
  /** What Amazon's store makes by itself. */
  CRC64NVME,
  /** Not one of the whole of an object in parts. */
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

  /** The one that the parts of an upload have. */
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

  /** Whether the store keeps it with the object, to be compared by those who read it. */
  boolean isKept() {
    return this != NONE && this != MD5;
  }

  /** A sum of bytes in order. */
  interface Sum {
    void update(ByteBuffer bytes);

    /** As headers have it. */
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

  /** That of a content; empty for none. */
  String of(RequestBody body) {
    if (this == NONE) {
      return "";
    }
    Sum sum = sum();
    byte[] buffer = new byte[Content.PIECE];
    try (InputStream in = body.contentStreamProvider().newStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sum.update(ByteBuffer.wrap(buffer, 0, count));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it is in memory
    }
    return sum.value();
  }

  /** What goes with a request that sends content. */
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

  /** What goes with the request that begins an upload in parts. */
  AwsRequestOverrideConfiguration beginning() {
    AwsRequestOverrideConfiguration.Builder headers = AwsRequestOverrideConfiguration.builder();
    if (isKept()) {
      headers.putHeader("x-amz-checksum-algorithm", name());
      headers.putHeader("x-amz-checksum-type", this == SHA256 ? "COMPOSITE" : "FULL_OBJECT");
    }
    return headers.build();
  }

  /** What goes with a request for a whole object. The SDK is not told, or would compare as well. */
  AwsRequestOverrideConfiguration reading() {
    AwsRequestOverrideConfiguration.Builder headers = AwsRequestOverrideConfiguration.builder();
    if (isKept()) {
      headers.putHeader(MODE, "ENABLED");
    }
    return headers.build();
  }

  /** A part that the store has. */
  CompletedPart part(int number, String eTag, String value) {
    CompletedPart.Builder part = CompletedPart.builder().partNumber(number).eTag(eTag);
    return switch (this) {
      case CRC32C -> part.checksumCRC32C(value).build();
      case CRC64NVME -> part.checksumCRC64NVME(value).build();
      case SHA256 -> part.checksumSHA256(value).build();
      case NONE, MD5 -> part.build();
    };
  }

  /** A part that the store has copied. */
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
