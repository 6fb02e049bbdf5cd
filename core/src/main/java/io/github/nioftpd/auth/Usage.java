package io.github.nioftpd.auth;

/**
 * How much an account stores and has moved. Nothing is ever less than 0.
 *
 * @param bytes the bytes in its files
 * @param files its files and directories
 * @param uploaded the bytes of all its completed uploads
 * @param downloaded the bytes of all its downloads
 */
public record Usage(long bytes, long files, long uploaded, long downloaded) {

  /** Nothing yet. */
  public static final Usage ZERO = new Usage(0, 0, 0, 0);

  /** Takes what is negative for 0: files may have gone otherwise, and then be missed twice. */
  public Usage {
    bytes = Math.max(0, bytes);
    files = Math.max(0, files);
    uploaded = Math.max(0, uploaded);
    downloaded = Math.max(0, downloaded);
  }

  /**
   * The same with other stores.
   *
   * @param moreBytes how many more bytes, or less
   * @param moreFiles how many more files and directories, or less
   * @return a new value
   */
  public Usage storing(long moreBytes, long moreFiles) {
    return new Usage(bytes + moreBytes, files + moreFiles, uploaded, downloaded);
  }

  /**
   * The same after a transfer.
   *
   * @param up how many bytes were uploaded
   * @param down how many bytes were downloaded
   * @return a new value
   */
  public Usage moving(long up, long down) {
    return new Usage(bytes, files, uploaded + up, downloaded + down);
  }
}
