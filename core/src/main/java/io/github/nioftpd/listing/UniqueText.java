package io.github.nioftpd.listing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Values of the fact {@code unique} (RFC 3659 section 7.5.2). */
final class UniqueText {

  /** 128 bits: no two of a billion files share one by accident, and they cannot be forged. */
  private static final int BYTES = 16;

  /** Never updated, only cloned. */
  private static final MessageDigest SHA_256 = sha256();

  private UniqueText() {}

  /** The value of a file on a Unix file system, which numbers its files. */
  static String of(long device, long inode) {
    return Long.toHexString(device) + "g" + Long.toHexString(inode);
  }

  /** The value of a file that is identified by a text: its file key or, without one, its path. */
  static String of(String key) {
    try {
      byte[] hash =
          ((MessageDigest) SHA_256.clone()).digest(key.getBytes(StandardCharsets.UTF_16BE));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
