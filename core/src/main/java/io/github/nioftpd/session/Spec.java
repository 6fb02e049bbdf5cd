package io.github.nioftpd.session;

import io.github.nioftpd.auth.Permission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a command is called and what must hold before it is run. HELP, SITE HELP, the table of RFC
 * compliance and the permission tests are made from it.
 *
 * @param verb the verb, or {@code SITE} and a second word
 * @param syntax what follows the verb, for HELP; empty for nothing
 * @param access who may use it
 * @param argument what argument it takes
 * @param rfc where it is defined
 * @param aliases other verbs for the same
 * @param traits what else there is to know
 */
public record Spec(
    String verb,
    String syntax,
    Access access,
    Argument argument,
    String rfc,
    List<String> aliases,
    Set<Trait> traits) {

  /** Who may use a command. There is no way to make a {@link Spec} without saying so. */
  public sealed interface Access {
    /** Anybody, also before the login. */
    record Anybody() implements Access {}

    /** Whoever is logged in. */
    record LoggedIn() implements Access {}

    /**
     * Whoever is logged in and has a permission for the path in the argument.
     *
     * @param permission what is needed
     * @param scope whether it is needed for an entry or in a directory
     * @param path finds the path in the argument; empty when the argument is malformed, which is
     *     answered with 501
     */
    record Permitted(Permission permission, Scope scope, Function<String, Optional<String>> path)
        implements Access {}
  }

  /** What a path stands for, on which the rule depends that decides. */
  public enum Scope {
    /** An entry of the directory it is in. */
    ENTRY,
    /** A directory and what is in it. */
    DIRECTORY,
    /** A directory and what is in it, or an entry when it is none. */
    EITHER
  }

  /** What argument a command takes. */
  public enum Argument {
    /** None; one is refused with 501. */
    NONE,
    /** One or none. */
    OPTIONAL,
    /** One; none is refused with 501. */
    REQUIRED
  }

  /** What else there is to know of a command. */
  public enum Trait {
    /** Without an argument, answered at once while a transfer runs. */
    DURING_TRANSFER,
    /** Changes something, and so is logged with its reply. */
    CHANGES,
    /** Writes a file; refused with 425 before it is truncated when there is no way to its data. */
    UPLOADS,
    /** Opens a transfer, which takes a thread of its own; refused with 450 when there is none. */
    TRANSFERS,
    /** Walks a directory, on such a thread, unless it is answered during a transfer. */
    WALKS,
    /**
     * May take minutes, on such a thread, and answers 250 when it succeeds; the control connection
     * is kept alive meanwhile.
     */
    SLOW,
    /**
     * May stand between REST and the transfer, RNFR and RNTO, SITE CPFR and SITE CPTO. Every other
     * command ends what these announced.
     */
    IN_BETWEEN,
    /** Names or proves who logs in; refused in clear where TLS is required. */
    CREDENTIALS,
    /** Not implemented where the listener has no TLS: 502. */
    NEEDS_TLS,
    /** Known, but not implemented: 502. */
    UNIMPLEMENTED
  }

  /** Describes a command for anybody. */
  public static Spec anybody(String verb, String syntax, String rfc) {
    return of(verb, syntax, new Access.Anybody(), rfc);
  }

  /** Describes a command for whoever is logged in. */
  public static Spec loggedIn(String verb, String syntax, String rfc) {
    return of(verb, syntax, new Access.LoggedIn(), rfc);
  }

  /** Describes a command that needs a permission for an entry, whose path is the whole argument. */
  public static Spec permitted(Permission permission, String verb, String syntax, String rfc) {
    return of(verb, syntax, new Access.Permitted(permission, Scope.ENTRY, Optional::of), rfc);
  }

  /**
   * The same with its path elsewhere.
   *
   * @param path finds the path in the argument; empty when the argument is malformed
   * @throws IllegalStateException when no permission is needed
   */
  public Spec path(Scope scope, Function<String, Optional<String>> path) {
    if (!(access instanceof Access.Permitted permitted)) {
      throw new IllegalStateException(verb + " needs no permission");
    }
    Access other = new Access.Permitted(permitted.permission(), scope, path);
    return new Spec(verb, syntax, other, argument, rfc, aliases, traits);
  }

  /** The argument is read off the syntax: none, {@code [optional]} in brackets, or required. */
  private static Spec of(String verb, String syntax, Access access, String rfc) {
    Argument argument =
        syntax.isEmpty()
            ? Argument.NONE
            : syntax.startsWith("[") ? Argument.OPTIONAL : Argument.REQUIRED;
    return new Spec(verb, syntax, access, argument, rfc, List.of(), Set.of());
  }

  /** The same under more verbs. */
  public Spec alias(String... verbs) {
    return new Spec(verb, syntax, access, argument, rfc, List.of(verbs), traits);
  }

  /** The same with a trait more. */
  public Spec with(Trait trait) {
    Set<Trait> more = EnumSet.of(trait);
    more.addAll(traits);
    return new Spec(verb, syntax, access, argument, rfc, aliases, Set.copyOf(more));
  }

  /** Whether the command has a trait. */
  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Whether the command is answered while a transfer runs. */
  public boolean isAnsweredDuringTransfer(String argument) {
    return has(Trait.DURING_TRANSFER) && argument.isBlank();
  }

  /** Whether the command needs a thread that is not shared with other sessions. */
  public boolean needsThread(String argument) {
    return has(Trait.TRANSFERS)
        || has(Trait.SLOW)
        || (has(Trait.WALKS) && !isAnsweredDuringTransfer(argument));
  }

  /** One line of help. */
  public String help() {
    if (has(Trait.UNIMPLEMENTED)) {
      return verb + " is not implemented.";
    }
    return "Syntax: " + verb + (syntax.isEmpty() ? "" : " <SP> " + syntax);
  }
}
