package io.github.nioftpd.config;

/** A departure from the protocol that is tolerated for old clients. */
public enum Compatibility {
  /**
   * An upload under TLS may end with the end of the TCP connection between two records, without
   * close_notify. An upload that was cut off there cannot be detected.
   */
  NO_CLOSE_NOTIFY
}
