package io.github.nioftpd.auth;

/**
 * How much an account may store; 0 means "no limit".
 *
 * @param bytes how many bytes in all its files
 * @param files how many files and directories
 */
public record Quota(long bytes, long files) {

  /** No limit. */
  public static final Quota UNLIMITED = new Quota(0, 0);

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException when one is negative
   */
  public Quota {
    if (bytes < 0 || files < 0) {
      throw new IllegalArgumentException("a quota is 0 or more");
    }
  }

  /**
   * How many bytes may still be added.
   *
   * @param stored how many there are
   * @return 0 or more; {@link Long#MAX_VALUE} without a limit
   */
  public long bytesLeft(long stored) {
    return bytes == 0 ? Long.MAX_VALUE : Math.max(0, bytes - stored);
  }

  /**
   * How many files and directories may still be added.
   *
   * @param stored how many there are
   * @return 0 or more; {@link Long#MAX_VALUE} without a limit
   */
  public long filesLeft(long stored) {
    return files == 0 ? Long.MAX_VALUE : Math.max(0, files - stored);
  }
}
