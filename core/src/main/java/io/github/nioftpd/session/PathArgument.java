package io.github.nioftpd.session;

import io.github.nioftpd.outcome.Refused;
import java.io.IOException;
import java.util.Optional;

/**
 * A parsed argument with a path.
 *
 * @param option the other part of the argument, such as a time or a mode; or empty
 * @param name the path as the client wrote it
 */
public record PathArgument(String option, String name) {
  /** Parses an argument; called once for each command. */
  @FunctionalInterface
  public interface Parser {
    /**
     * Parses an argument.
     *
     * @return empty when it names no path, so that no permission is needed
     * @throws Refused when it is malformed (501)
     */
    Optional<PathArgument> parse(Session session, String argument) throws IOException;
  }

  /** A path alone. */
  static Optional<PathArgument> whole(Session session, String argument) {
    return of(argument);
  }

  public static Optional<PathArgument> of(String name) {
    return of("", name);
  }

  public static Optional<PathArgument> of(String option, String name) {
    return Optional.of(new PathArgument(option, name));
  }

  /** The refusal of a malformed argument, with what the command takes. */
  public static Refused malformed(String usage) {
    return new Refused(501, "Syntax error: " + usage + ".");
  }
}
