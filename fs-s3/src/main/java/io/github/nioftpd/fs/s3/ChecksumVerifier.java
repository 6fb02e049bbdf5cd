package io.github.nioftpd.fs.s3;

import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Verifies downloaded content with the checksum of the store, across connections and ranges.
 * Content that is not read completely and in order is not verified. Owned by one thread.
 */
final class ChecksumVerifier {

  private final Checksum.Sum sum;
  private final String expected;
  private long compared;

  private ChecksumVerifier(Checksum.Sum sum, String expected) {
    this.sum = sum;
    this.expected = expected;
  }

  /** Created from the checksum in the response, or null. */
  static @Nullable ChecksumVerifier of(GetObjectResponse answer) {
    if ("COMPOSITE".equals(answer.checksumTypeAsString())) {
      return null;
    }
    if (isWhole(answer.checksumCRC32C())) {
      return new ChecksumVerifier(Checksum.CRC32C.sum(), answer.checksumCRC32C());
    }
    if (isWhole(answer.checksumCRC64NVME())) {
      return new ChecksumVerifier(Checksum.CRC64NVME.sum(), answer.checksumCRC64NVME());
    }
    return isWhole(answer.checksumSHA256())
        ? new ChecksumVerifier(Checksum.SHA256.sum(), answer.checksumSHA256())
        : null;
  }

  /** The checksum of parts ends with a hyphen and their number. */
  private static boolean isWhole(@Nullable String value) {
    return value != null && !value.contains("-");
  }

  /**
   * Adds the last bytes of a buffer. If this throws, they must not be sent to the client.
   *
   * @param position of the first byte
   * @param size of the whole content
   */
  void add(ByteBuffer read, int count, long position, long size) throws StreamCorruptedException {
    if (compared != position) {
      return; // a range was skipped
    }
    sum.update(read.duplicate().flip().position(read.position() - count));
    compared += count;
    if (compared == size && !sum.value().equals(expected)) {
      throw new StreamCorruptedException(
          "checksum mismatch: the content differs from the object in the store");
    }
  }
}
