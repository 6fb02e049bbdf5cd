package io.github.nioftpd.config;

/** The rules for the addresses and ports of data connections (RFC 2577). Immutable. */
public final class DataPolicy {

  /** Data connections lead to the client's own host, and never to a port below 1024. */
  public static final DataPolicy DEFAULT = new DataPolicy(false, false);

  private final boolean foreignAddresses;
  private final boolean privilegedPorts;

  private DataPolicy(boolean foreignAddresses, boolean privilegedPorts) {
    this.foreignAddresses = foreignAddresses;
    this.privilegedPorts = privilegedPorts;
  }

  /**
   * {@return whether data connections may lead to other hosts than the client's, as transfers
   * between two servers need it}
   */
  public boolean foreignAddresses() {
    return foreignAddresses;
  }

  /** {@return whether PORT and EPRT may name ports below 1024} */
  public boolean privilegedPorts() {
    return privilegedPorts;
  }

  /**
   * {@return a copy with another rule for addresses}
   *
   * @param permitted whether data connections may lead to other hosts than the client's
   */
  public DataPolicy foreignAddresses(boolean permitted) {
    return new DataPolicy(permitted, privilegedPorts);
  }

  /**
   * {@return a copy with another rule for ports}
   *
   * @param permitted whether PORT and EPRT may name ports below 1024
   */
  public DataPolicy privilegedPorts(boolean permitted) {
    return new DataPolicy(foreignAddresses, permitted);
  }
}
