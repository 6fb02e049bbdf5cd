package io.github.nioftpd.config;

/**
 * How many bytes a second may flow in each direction of data connections; 0 means "no limit".
 *
 * @param download to the client: downloads and listings
 * @param upload from the client
 */
public record Bandwidth(long download, long upload) {

  /** No limit in either direction. */
  public static final Bandwidth UNLIMITED = new Bandwidth(0, 0);

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException when one is negative
   */
  public Bandwidth {
    if (download < 0 || upload < 0) {
      throw new IllegalArgumentException("a bandwidth is 0 or more bytes a second");
    }
  }

  /**
   * The same, with the limits of another where this one has none.
   *
   * @param other what holds otherwise
   * @return a new value
   */
  public Bandwidth orElse(Bandwidth other) {
    return new Bandwidth(
        download == 0 ? other.download : download, upload == 0 ? other.upload : upload);
  }
}
