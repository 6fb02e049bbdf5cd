package io.github.nioftpd.session;

import io.github.nioftpd.session.CommandTable.Match;
import io.github.nioftpd.session.Spec.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command with its argument, which is parsed and resolved here and nowhere else: permissions,
 * events and the command itself see the same path. Immutable.
 */
public final class Call {
  private final Command command;
  private final String argument;
  private final @Nullable PathArgument parsed;
  private final @Nullable Path path;

  /** Why there is no path. */
  private final @Nullable Exception failure;

  private Call(
      Match match,
      @Nullable PathArgument parsed,
      @Nullable Path path,
      @Nullable Exception failure) {
    this.command = match.command();
    this.argument = match.argument();
    this.parsed = parsed;
    this.path = path;
    this.failure = failure;
  }

  /** Parses the argument, and resolves its path against the current directory. Never fails. */
  static Call of(Match match, Session session) {
    if (!(match.command().spec().access() instanceof Access.Permitted permitted)
        || !session.isLoggedIn()) {
      return new Call(match, null, null, null);
    }
    try {
      Optional<PathArgument> parsed = permitted.parser().parse(session, match.argument());
      return parsed.isEmpty()
          ? new Call(match, null, null, null)
          : new Call(match, parsed.get(), session.resolve(parsed.get().name()), null);
    } catch (IOException | RuntimeException e) {
      return new Call(match, null, null, e);
    }
  }

  Command command() {
    return command;
  }

  Spec spec() {
    return command.spec();
  }

  /** The text after the verb, or the empty text. */
  public String argument() {
    return argument;
  }

  /** Whether the argument should have a path; {@link #path} may fail all the same. */
  public boolean hasPath() {
    return path != null || failure != null;
  }

  /**
   * The path in the argument, absolute and normalised.
   *
   * @throws IOException when the argument is malformed (501) or names a file of the server's own
   */
  public Path path() throws IOException {
    switch (failure) {
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case null, default -> {}
    }
    if (path == null) {
      throw new IllegalStateException("the argument of " + spec().verb() + " names no path");
    }
    return path;
  }

  /** The path in the argument; empty when there is none, or it is malformed. */
  Optional<Path> resolved() {
    return Optional.ofNullable(path);
  }

  /** The path as the client wrote it. */
  public String name() {
    return parsed == null ? "" : parsed.name();
  }

  /** The part of the argument besides the path. */
  public String option() {
    return parsed == null ? "" : parsed.option();
  }
}
