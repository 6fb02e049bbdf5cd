package io.github.nioftpd.outcome;

import java.io.IOException;

/** Thrown to refuse a command with a certain reply. */
public final class Refused extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  /** Makes a refusal. */
  public Refused(int code, String text) {
    super(code + " " + text, null);
    this.reply = Reply.of(code, text);
  }

  /** The reply to send. */
  public Reply reply() {
    return reply;
  }
}
