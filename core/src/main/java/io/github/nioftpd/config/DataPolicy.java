package io.github.nioftpd.config;

/**
 * Which data connections clients may ask for (RFC 2577). Immutable.
 *
 * @param foreignAddresses whether they may lead to other hosts than the client's, which lets
 *     clients move files between two servers
 * @param privilegedPorts whether PORT and EPRT may name ports below 1024
 */
public record DataPolicy(boolean foreignAddresses, boolean privilegedPorts) {

  /** Neither. */
  public static final DataPolicy DEFAULT = new DataPolicy(false, false);

  /**
   * The same with another rule for addresses.
   *
   * @param permitted whether data connections may lead to other hosts
   * @return a policy
   */
  public DataPolicy foreignAddresses(boolean permitted) {
    return new DataPolicy(permitted, privilegedPorts);
  }

  /**
   * The same with another rule for ports.
   *
   * @param permitted whether ports below 1024 may be named
   * @return a policy
   */
  public DataPolicy privilegedPorts(boolean permitted) {
    return new DataPolicy(foreignAddresses, permitted);
  }
}
