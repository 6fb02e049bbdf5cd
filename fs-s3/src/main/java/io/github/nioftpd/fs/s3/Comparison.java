package io.github.nioftpd.fs.s3;

import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Compares a content that is read with the checksum that the store keeps of it, over all
 * connections and ranges. Of a content that is not read in order from the beginning to the end,
 * nothing is known. Owned by one thread.
 */
final class Comparison {

  private final Checksum.Sum sum;
  private final String expected;
  private long compared;

  private Comparison(Checksum.Sum sum, String expected) {
    this.sum = sum;
    this.expected = expected;
  }

  /** By what came with the content; null when nothing did. */
  static @Nullable Comparison of(GetObjectResponse answer) {
    if ("COMPOSITE".equals(answer.checksumTypeAsString())) {
      return null;
    }
    if (isWhole(answer.checksumCRC32C())) {
      return new Comparison(Checksum.CRC32C.sum(), answer.checksumCRC32C());
    }
    if (isWhole(answer.checksumCRC64NVME())) {
      return new Comparison(Checksum.CRC64NVME.sum(), answer.checksumCRC64NVME());
    }
    return isWhole(answer.checksumSHA256())
        ? new Comparison(Checksum.SHA256.sum(), answer.checksumSHA256())
        : null;
  }

  /** That of a content in parts has their number behind a hyphen. */
  private static boolean isWhole(@Nullable String value) {
    return value != null && !value.contains("-");
  }

  /**
   * Adds bytes. When this throws, the last bytes must not go to the client.
   *
   * @param read a buffer that ends with them
   * @param count how many they are
   * @param position of the first one
   * @param size of the whole content
   */
  void add(ByteBuffer read, int count, long position, long size) throws StreamCorruptedException {
    if (compared != position) {
      return; // some of it was left out
    }
    sum.update(read.duplicate().flip().position(read.position() - count));
    compared += count;
    if (compared == size && !sum.value().equals(expected)) {
      throw new StreamCorruptedException(
          "checksum mismatch: the content differs from the object in the store");
    }
  }
}
