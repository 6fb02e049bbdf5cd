package io.github.nioftpd.config;

/**
 * A limit of bytes per second in each direction of data connections; 0 means "no limit".
 *
 * @param download to the client: downloads and listings
 * @param upload from the client
 */
public record Bandwidth(long download, long upload) {

  /** No limit in either direction. */
  public static final Bandwidth UNLIMITED = new Bandwidth(0, 0);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public Bandwidth {
    if (download < 0 || upload < 0) {
      throw new IllegalArgumentException("a bandwidth is 0 or more bytes a second");
    }
  }

  /**
   * {@return a copy with the limits of another where this one has none}
   *
   * @param other the other limits
   */
  public Bandwidth orElse(Bandwidth other) {
    return new Bandwidth(
        download == 0 ? other.download : download, upload == 0 ? other.upload : upload);
  }
}
