package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.Finding;
import io.github.nioftpd.fs.Finding.Verdict;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/** Sends the requests of a probe and reports what the store answers. Used by one thread. */
final class StoreTrials {

  private final Consumer<Finding> report;

  StoreTrials(Consumer<Finding> report) {
    this.report = report;
  }

  /** Requests that are tried together; the result is a detail, or an empty text. */
  @FunctionalInterface
  interface Trial {
    String run() throws SdkException;
  }

  /** An answer other than the one that the server needs. */
  static final class UnexpectedAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexpectedAnswerException(String message) {
      super(message);
    }
  }

  static void check(boolean expected, String otherwise) {
    if (!expected) {
      throw new UnexpectedAnswerException(otherwise);
    }
  }

  /** Tries what the server needs, with the right that it takes; whether it works. */
  boolean needed(String subject, String right, Trial trial) {
    return run(subject, right, Verdict.FAILS, "", trial);
  }

  /** Tries what the server does without, which has a consequence. */
  boolean optional(String subject, String right, String consequence, Trial trial) {
    return run(subject, right, Verdict.LACKS, consequence, trial);
  }

  /** Tries what the server can do in another way. */
  boolean replaceable(String subject, String otherWay, Trial trial) {
    return run(subject, "", Verdict.WORKED_ROUND, otherWay, trial);
  }

  private boolean run(
      String subject, String right, Verdict otherwise, String consequence, Trial trial) {
    Finding finding;
    try {
      finding = new Finding(subject, Verdict.WORKS, trial.run());
    } catch (SdkException | UnexpectedAnswerException e) {
      String reason = reason(e, right);
      finding =
          new Finding(
              subject, otherwise, consequence.isEmpty() ? reason : reason + "; " + consequence);
    }
    report.accept(finding);
    return finding.verdict() == Verdict.WORKS;
  }

  /**
   * Tries a condition that does not hold: 412 is the answer of a store that supports it.
   *
   * @param otherWay what the server does where the store refuses the condition as such
   * @param ignored the consequence where the store ignores it
   */
  void condition(String subject, String otherWay, String ignored, Trial trial) {
    Finding finding;
    try {
      String unused = trial.run();
      finding = new Finding(subject, Verdict.LACKS, "the store ignores it; " + ignored);
    } catch (SdkException e) {
      int status = StoreFailures.status(e);
      finding =
          status == 412 || status == 409
              ? Finding.works(subject)
              : StoreFailures.refusesOperation(e)
                  ? new Finding(subject, Verdict.WORKED_ROUND, reason(e, "") + "; " + otherWay)
                  : new Finding(subject, Verdict.FAILS, reason(e, "s3:PutObject"));
    }
    report.accept(finding);
  }

  private static String reason(RuntimeException e, String right) {
    if (!(e instanceof SdkException failure)) {
      return String.valueOf(e.getMessage());
    }
    if (StoreFailures.status(failure) == 0) {
      return StoreFailures.reason(failure);
    }
    String answer = (StoreFailures.status(failure) + " " + StoreFailures.code(failure)).strip();
    boolean refused = StoreFailures.status(failure) == 403 && !StoreFailures.isBadKey(failure);
    return refused && !right.isEmpty() ? answer + "; the policy must allow " + right : answer;
  }
}
