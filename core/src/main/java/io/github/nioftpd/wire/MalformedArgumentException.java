package io.github.nioftpd.wire;

/** Thrown for the argument of a command that is not written as its RFC has it. */
public final class MalformedArgumentException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  MalformedArgumentException(String message) {
    super(message);
  }

  MalformedArgumentException(String message, Throwable cause) {
    super(message, cause);
  }
}
