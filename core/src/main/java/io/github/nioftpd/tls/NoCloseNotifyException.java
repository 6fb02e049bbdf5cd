package io.github.nioftpd.tls;

import java.io.EOFException;

/** Thrown when the TCP connection ends before the peer has ended TLS: something may be missing. */
public final class NoCloseNotifyException extends EOFException {

  private static final long serialVersionUID = 1L;

  private final boolean betweenRecords;

  NoCloseNotifyException(boolean betweenRecords) {
    super("the client ended TLS without close_notify");
    this.betweenRecords = betweenRecords;
  }

  /** Whether the last record is whole. */
  public boolean isBetweenRecords() {
    return betweenRecords;
  }
}
