package io.github.nioftpd.data;

import java.io.IOException;

/**
 * Thrown when a data connection breaks: reply 426. It is a type of its own because in a gateway the
 * storage is a network, too, and its failures must not be taken for the client's.
 */
public final class DataLostException extends IOException {

  private static final long serialVersionUID = 1L;

  DataLostException(Throwable cause) {
    super(cause);
  }
}
