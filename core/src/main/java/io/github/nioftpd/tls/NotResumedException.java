package io.github.nioftpd.tls;

import java.io.IOException;

/** Thrown when a data connection had to resume its control connection's TLS session: reply 522. */
public final class NotResumedException extends IOException {

  private static final long serialVersionUID = 1L;

  NotResumedException(Throwable cause) {
    super("the TLS session of the control connection was not resumed", cause);
  }
}
