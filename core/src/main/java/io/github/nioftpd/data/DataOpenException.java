package io.github.nioftpd.data;

import java.io.IOException;

/** Thrown when a data connection does not come up: reply 425. */
public final class DataOpenException extends IOException {

  private static final long serialVersionUID = 1L;

  DataOpenException(String message) {
    super(message);
  }

  DataOpenException(String message, Throwable cause) {
    super(message, cause);
  }
}
