package io.github.nioftpd.test;

/** Carries the dialogue of a test into the report of its failure. It has no stack trace. */
final class FtpDialogue extends Exception {

  private static final long serialVersionUID = 1L;

  FtpDialogue(Transcript transcript) {
    super(
        "\n" + (transcript.entries().isEmpty() ? "no client connected\n" : transcript.excerpt()),
        null,
        true,
        false);
  }

  @Override
  @SuppressWarnings("OverrideThrowableToString") // the name of the class tells a reader nothing
  public String toString() {
    return "FTP dialogue of this test:" + getMessage();
  }
}
