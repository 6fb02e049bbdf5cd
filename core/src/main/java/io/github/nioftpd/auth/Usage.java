package io.github.nioftpd.auth;

/**
 * The usage of an account. No number is less than 0.
 *
 * @param bytes the bytes in its files
 * @param files its files and directories
 * @param uploaded the bytes of all its complete uploads
 * @param downloaded the bytes of all its downloads
 */
public record Usage(long bytes, long files, long uploaded, long downloaded) {

  /** No usage. */
  public static final Usage ZERO = new Usage(0, 0, 0, 0);

  /** Replaces negative numbers by 0: files that were removed by others may be subtracted twice. */
  public Usage {
    bytes = Math.max(0, bytes);
    files = Math.max(0, files);
    uploaded = Math.max(0, uploaded);
    downloaded = Math.max(0, downloaded);
  }

  /**
   * {@return a copy with other stored amounts}
   *
   * @param moreBytes the bytes to add, may be negative
   * @param moreFiles the files and directories to add, may be negative
   */
  public Usage storing(long moreBytes, long moreFiles) {
    return new Usage(bytes + moreBytes, files + moreFiles, uploaded, downloaded);
  }

  /**
   * {@return a copy after a transfer}
   *
   * @param up the bytes uploaded
   * @param down the bytes downloaded
   */
  public Usage moving(long up, long down) {
    return new Usage(bytes, files, uploaded + up, downloaded + down);
  }
}
