package io.github.nioftpd.server.probe;

import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Finding;
import io.github.nioftpd.fs.Finding.Verdict;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.function.Consumer;

/** Runs the trials of a probe and reports what they find. Used by one thread. */
final class Trials {

  private final Set<Capability> can;
  private final Consumer<Finding> report;

  /**
   * Creates a runner.
   *
   * @param can what the file system claims to support
   * @param report receives each finding
   */
  Trials(Set<Capability> can, Consumer<Finding> report) {
    this.can = can;
    this.report = report;
  }

  /** One thing that is tried. */
  @FunctionalInterface
  interface Trial {
    /**
     * Tries it.
     *
     * @return a detail, or an empty text
     * @throws IOException when it does not work
     */
    String run() throws IOException;
  }

  /** Tries what the file system claims to support. */
  void needed(String subject, Capability capability, Trial trial) {
    if (can.contains(capability)) {
      boolean unused = run(subject, Verdict.FAILS, Verdict.FAILS, trial);
    } else {
      report.accept(new Finding(subject, Verdict.LACKS, "refused (504)"));
    }
  }

  /** Tries what every file system has to support, unless it says that it does not. */
  boolean needed(String subject, Trial trial) {
    return run(subject, Verdict.FAILS, Verdict.LACKS, trial);
  }

  /** Tries what a file system need not support. */
  void optional(String subject, Trial trial) {
    boolean unused = run(subject, Verdict.LACKS, Verdict.LACKS, trial);
  }

  private boolean run(String subject, Verdict otherwise, Verdict unsupported, Trial trial) {
    Finding finding;
    try {
      finding = new Finding(subject, Verdict.WORKS, trial.run());
    } catch (UnsupportedOperationException e) {
      finding = new Finding(subject, unsupported, "");
    } catch (IOException | RuntimeException e) { // providers differ in how they refuse
      finding = new Finding(subject, otherwise, reason(e));
    }
    report.accept(finding);
    return finding.verdict() == Verdict.WORKS;
  }

  /** Fails a trial whose result differs from the expected one. */
  static void check(boolean expected, String otherwise) throws IOException {
    if (!expected) {
      throw new IOException(otherwise);
    }
  }

  /** A reason in a few words, without the path of the probe. */
  static String reason(Exception e) {
    String kind =
        switch (e) {
          case AccessDeniedException denied -> "permission denied";
          case NoSuchFileException missing -> "it does not exist afterwards";
          case FileAlreadyExistsException there -> "it already exists";
          case DirectoryNotEmptyException full -> "the directory is not empty";
          case InvalidPathException name -> name.getReason();
          case FileSystemException other when other.getReason() != null -> "";
          default -> String.valueOf(e.getMessage());
        };
    String more = e instanceof FileSystemException failure ? failure.getReason() : null;
    if (more == null) {
      return kind;
    }
    return kind.isEmpty() ? more : kind + " (" + more + ")";
  }
}
