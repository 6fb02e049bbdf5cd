package io.github.nioftpd.server.config.binding;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration file has mistakes; the message has a line for each. */
public final class WrongConfigurationException extends Exception {

  private static final long serialVersionUID = 1;

  /**
   * Collects the mistakes of a file.
   *
   * @param file the file
   * @param problems its mistakes, at least one
   */
  public WrongConfigurationException(Path file, List<Problem> problems) {
    super(
        problems.stream()
            .sorted(Comparator.comparingInt(Problem::line))
            .map(problem -> problem.in(file.toString()))
            .distinct()
            .collect(Collectors.joining("\n")));
  }

  /** The mistakes, one line each. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
