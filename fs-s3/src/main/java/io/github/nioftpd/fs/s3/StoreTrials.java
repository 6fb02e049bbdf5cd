package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.Finding;
import io.github.nioftpd.fs.Finding.Verdict;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/** Sends the requests of a probe and reports the responses. Used by one thread. */
final class StoreTrials {

  private final Consumer<Finding> report;

  StoreTrials(Consumer<Finding> report) {
    this.report = report;
  }

  /** Requests that are tried together; returns a detail, or an empty text. */
  @FunctionalInterface
  interface Trial {
    String run() throws SdkException;
  }

  /** An unexpected response. */
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

  /** Tries a required request, with the permission for it; returns whether it works. */
  boolean needed(String subject, String right, Trial trial) {
    return run(subject, right, Verdict.FAILS, "", trial);
  }

  /** Tries an optional request, whose lack has a consequence. */
  boolean optional(String subject, String right, String consequence, Trial trial) {
    return run(subject, right, Verdict.LACKS, consequence, trial);
  }

  /** Tries a request for which there is a replacement. */
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
   * Tries a false condition: a store that supports it replies 412.
   *
   * @param otherWay the replacement if the store rejects conditions
   * @param ignored the consequence if the store ignores them
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
