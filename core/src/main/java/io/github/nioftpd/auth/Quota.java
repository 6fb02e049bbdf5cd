package io.github.nioftpd.auth;

/** The amount that an account may store; 0 means "no limit". Immutable. */
public final class Quota {

  /** No limit. */
  public static final Quota UNLIMITED = new Quota(0, 0);

  private final long bytes;
  private final long files;

  private Quota(long bytes, long files) {
    if (bytes < 0 || files < 0) {
      throw new IllegalArgumentException("a quota is 0 or more");
    }
    this.bytes = bytes;
    this.files = files;
  }

  /** {@return the number of bytes in all files, or 0 for no limit} */
  public long bytes() {
    return bytes;
  }

  /** {@return the number of files and directories, or 0 for no limit} */
  public long files() {
    return files;
  }

  /**
   * {@return a copy with another number of bytes}
   *
   * @param limit 0 or more
   * @throws IllegalArgumentException if the limit is negative
   */
  public Quota bytes(long limit) {
    return new Quota(limit, files);
  }

  /**
   * {@return a copy with another number of files and directories}
   *
   * @param limit 0 or more
   * @throws IllegalArgumentException if the limit is negative
   */
  public Quota files(long limit) {
    return new Quota(bytes, limit);
  }

  /** {@return whether there is a limit} */
  public boolean isLimited() {
    return bytes > 0 || files > 0;
  }

  /**
   * {@return the number of bytes that may be added, 0 or more; {@link Long#MAX_VALUE} without a
   * limit}
   *
   * @param stored the number of bytes in all files now
   */
  public long bytesLeft(long stored) {
    return bytes == 0 ? Long.MAX_VALUE : Math.max(0, bytes - stored);
  }

  /**
   * {@return the number of files and directories that may be added, 0 or more; {@link
   * Long#MAX_VALUE} without a limit}
   *
   * @param stored the number of files and directories now
   */
  public long filesLeft(long stored) {
    return files == 0 ? Long.MAX_VALUE : Math.max(0, files - stored);
  }
}
