package io.github.nioftpd.fs;

/**
 * The result of one trial at a location, a line of {@code nioftpd probe}.
 *
 * @param subject the operation, such as {@code rename a file} or {@code DeleteObjects}
 * @param verdict the result
 * @param detail the reason, the consequence or the setting to use; may be empty
 */
public record Finding(String subject, Verdict verdict, String detail) {

  /** Makes one line of the detail. */
  public Finding {
    detail = detail.replaceAll("\\s*\\R\\s*", " ").strip();
  }

  /** A result of a trial. */
  public enum Verdict {
    /** It works. */
    WORKS("works"),
    /** The location does not support it, and the server reaches the same by other means. */
    WORKED_ROUND("worked round"),
    /** The location does not support it, and the server does without. */
    LACKS("not supported"),
    /** It does not work, and the server needs it. */
    FAILS("fails");

    private final String label;

    Verdict(String label) {
      this.label = label;
    }

    /**
     * The name in tables.
     *
     * @return for example {@code not supported}
     */
    public String label() {
      return label;
    }
  }

  /**
   * The finding that something works.
   *
   * @param subject the operation
   * @return a finding without a detail
   */
  public static Finding works(String subject) {
    return new Finding(subject, Verdict.WORKS, "");
  }
}
