package io.github.nioftpd.intercept;

import java.io.IOException;

/** Thrown by a {@link DataInterceptor} to end the data connection in the middle of a transfer. */
public final class DataCutException extends IOException {

  private static final long serialVersionUID = 1L;

  /** How a connection ends. */
  public enum End {
    /** Properly, under TLS with close_notify: the client sees the end of a file. */
    PROPER,
    /** With a TCP FIN alone. */
    FIN,
    /** With a TCP reset. */
    RESET
  }

  private final End end;

  /**
   * Creates the exception.
   *
   * @param end how the connection ends
   */
  public DataCutException(End end) {
    super("the data connection was cut by an interceptor");
    this.end = end;
  }

  /** {@return how the connection ends} */
  public End end() {
    return end;
  }
}
