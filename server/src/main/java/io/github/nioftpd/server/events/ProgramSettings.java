package io.github.nioftpd.server.events;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A program to run at events.
 *
 * @param command the program and its arguments; in an argument, {@code {file}} and the names of
 *     other fields in braces stand for their values
 * @param events the names of events and of questions; a question is answered by the exit code, 0
 *     for yes
 * @param timeout after how long the program is ended; for a question this is a no
 */
public record ProgramSettings(List<String> command, Set<String> events, Duration timeout) {

  /** How long a program may run unless something else is said. */
  public static final Duration TIMEOUT = Duration.ofSeconds(60);

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException when there is no program, or the timeout is not positive
   */
  public ProgramSettings {
    command = List.copyOf(command);
    events = Set.copyOf(events);
    if (command.isEmpty() || command.getFirst().isBlank()) {
      throw new IllegalArgumentException("the command of an event names a program");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("the timeout of a program is more than 0");
    }
  }
}
