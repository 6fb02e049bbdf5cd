package io.github.nioftpd.wire;

import java.io.IOException;

/**
 * Thrown for a line that is not one; the reader has skipped it and can go on, unless it is endless.
 */
public final class MalformedLineException extends IOException {

  private static final long serialVersionUID = 1L;

  /** The fault of a line. */
  public enum Fault {
    /** More bytes than a line may have. */
    TOO_LONG("Command line too long."),
    /** So many bytes without an end that the reader gave up; nothing can be read any more. */
    ENDLESS("Command line too long."),
    /** A line feed without a carriage return before it. */
    BARE_LF("Lines end with CR LF."),
    /** A carriage return without a line feed after it. */
    BARE_CR("Lines end with CR LF."),
    /** A NUL character. */
    NUL("NUL is not allowed."),
    /** Bytes that are not text in the charset of the session. */
    NOT_TEXT("Not valid in the character encoding of this server.");

    private final String text;

    Fault(String text) {
      this.text = text;
    }

    /** The text of the reply. */
    public String text() {
      return text;
    }
  }

  private final Fault fault;

  MalformedLineException(Fault fault) {
    super(fault.text());
    this.fault = fault;
  }

  /** The fault. */
  public Fault fault() {
    return fault;
  }
}
