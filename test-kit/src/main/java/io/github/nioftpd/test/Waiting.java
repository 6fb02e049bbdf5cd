package io.github.nioftpd.test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The methods of {@link FtpControl} that wait. */
final class Waiting {

  private static final int SHOWN = 10;

  private final Journal journal;
  private final Tree tree;

  Waiting(Journal journal, Tree tree) {
    this.journal = journal;
    this.tree = tree;
  }

  Received takeCommand(Duration timeout) {
    return await(journal::take, timeout, () -> "no further command was answered");
  }

  Received awaitCommand(String verb, Duration timeout) {
    return await(
        () ->
            journal.commands().stream()
                .filter(command -> command.verb().equalsIgnoreCase(verb))
                .findFirst(),
        timeout,
        () -> "no " + verb + " was received");
  }

  Path awaitUpload(String path, Duration timeout) {
    Path file = tree.path(path);
    until(
        () -> journal.hasArrived(path),
        timeout,
        () -> {
          List<String> others = journal.arrived();
          return "no upload of "
              + path
              + (others.isEmpty() ? "; nothing was uploaded" : "; uploaded: " + last(others));
        });
    return file;
  }

  void awaitIdle(Duration timeout) {
    until(journal::isIdle, timeout, () -> "a command still runs");
  }

  void awaitNoSessions(Duration timeout) {
    until(
        () -> journal.openSessions() == 0,
        timeout,
        () -> journal.openSessions() + " sessions are still open");
  }

  private void until(BooleanSupplier condition, Duration timeout, Supplier<String> problem) {
    Supplier<Optional<Boolean>> wanted =
        () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty();
    boolean unused = await(wanted, timeout, problem);
  }

  private <T> T await(Supplier<Optional<T>> wanted, Duration timeout, Supplier<String> problem) {
    try {
      return journal
          .await(wanted, TimeUnit.NANOSECONDS.convert(timeout))
          .orElseThrow(() -> new AssertionError(message(problem.get(), timeout)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the test was interrupted while it waited", e);
    }
  }

  private String message(String problem, Duration timeout) {
    return "waited " + timeout.toMillis() + " ms: " + problem + commandsSoFar();
  }

  /** For the end of a message. */
  String commandsSoFar() {
    List<Received> commands = journal.commands();
    return commands.isEmpty()
        ? "; no command was received"
        : "; commands received: " + last(commands);
  }

  private static String last(List<?> all) {
    String text =
        all.stream()
            .skip(Math.max(0, all.size() - SHOWN))
            .map(String::valueOf)
            .collect(Collectors.joining("; "));
    return all.size() > SHOWN ? "…; " + text : text;
  }
}
