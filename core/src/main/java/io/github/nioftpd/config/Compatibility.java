package io.github.nioftpd.config;

/** A departure from the protocol that is tolerated for the sake of old clients. */
public enum Compatibility {
  /**
   * An upload under TLS may end with the end of the TCP connection between two records, without
   * close_notify. One that was cut off there cannot be told from a whole one.
   */
  NO_CLOSE_NOTIFY
}
