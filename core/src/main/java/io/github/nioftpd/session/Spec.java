package io.github.nioftpd.session;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Reply;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The name of a command, the conditions before it runs, and the events it reports. HELP, SITE HELP,
 * FEAT, OPTS, events, the veto hook, the table of RFC compliance and the permission tests are made
 * from it. Immutable.
 */
public final class Spec {
  /** The users who may use a command. */
  public sealed interface Access {
    /** Anybody, also before the login. */
    record Anybody() implements Access {}

    /** Users who are logged in. */
    record LoggedIn() implements Access {}

    /**
     * Users who are logged in and have a permission for the path in the argument.
     *
     * @param permission the required permission
     * @param scope whether it is needed for an entry or in a directory
     * @param parser finds the path in the argument
     */
    record Permitted(Permission permission, Scope scope, PathArgument.Parser parser)
        implements Access {}
  }

  /** The subject of a permission, which selects the rule that applies. */
  public enum Scope {
    /** An entry of the directory it is in. */
    ENTRY,
    /** A directory and its entries. */
    DIRECTORY,
    /** A directory and its entries, or an entry when the path is no directory. */
    EITHER
  }

  /** Whether a command takes an argument. */
  public enum Argument {
    /** None; one is refused with 501. */
    NONE,
    /** One or none. */
    OPTIONAL,
    /** One; none is refused with 501. */
    REQUIRED
  }

  /** Other properties of a command. */
  public enum Trait {
    /** Without an argument, answered at once while a transfer runs. */
    DURING_TRANSFER,
    /** Changes something, and so is reported as an event. */
    CHANGES,
    /** Names the source of the next command and does nothing yet: no hook is consulted. */
    ANNOUNCES,
    /** The argument may be a password, and is never shown. */
    SECRET,
    /** TLS begins after it; the control connection is not read any further until then. */
    BEGINS_TLS,
    /** TLS ends after it; the control connection is not read any further until then. */
    ENDS_TLS,
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
    /** Names or proves who logs in; refused in clear text where TLS is required. */
    CREDENTIALS,
    /** Not implemented where the listener has no TLS: 502. */
    NEEDS_TLS,
    /** Known, but not implemented: 502. */
    UNIMPLEMENTED
  }

  private final String verb;
  private final String syntax;
  private final String rfc;
  private Access access;
  private List<String> aliases = List.of();
  private Set<Trait> traits = Set.of();
  private Function<Session, Optional<String>> feature = session -> Optional.empty();
  private @Nullable Function<TransferParameters, Optional<Path>> source;
  private @Nullable BiFunction<Session, String, Reply> options;

  private Spec(String verb, String syntax, Access access, String rfc) {
    this.verb = verb;
    this.syntax = syntax;
    this.access = access;
    this.rfc = rfc;
  }

  private Spec(Spec other) {
    this(other.verb, other.syntax, other.access, other.rfc);
    this.aliases = other.aliases;
    this.traits = other.traits;
    this.feature = other.feature;
    this.source = other.source;
    this.options = other.options;
  }

  /** Describes a command for anybody. */
  public static Spec anybody(String verb, String syntax, String rfc) {
    return new Spec(verb, syntax, new Access.Anybody(), rfc);
  }

  /** Describes a command for users who are logged in. */
  public static Spec loggedIn(String verb, String syntax, String rfc) {
    return new Spec(verb, syntax, new Access.LoggedIn(), rfc);
  }

  /** Describes a command that needs a permission for an entry; its path is the whole argument. */
  public static Spec permitted(Permission permission, String verb, String syntax, String rfc) {
    Access access = new Access.Permitted(permission, Scope.ENTRY, PathArgument::whole);
    return new Spec(verb, syntax, access, rfc);
  }

  /** The same with the permission needed for something else, the path being the argument. */
  public Spec path(Scope scope) {
    return path(scope, PathArgument::whole);
  }

  /** The same with its path elsewhere in the argument. */
  public Spec path(Scope scope, PathArgument.Parser parser) {
    if (!(access instanceof Access.Permitted permitted)) {
      throw new IllegalStateException(verb + " needs no permission");
    }
    Spec copy = new Spec(this);
    copy.access = new Access.Permitted(permitted.permission(), scope, parser);
    return copy;
  }

  /** The same under more verbs, for example the X-form of RFC 775. */
  public Spec alias(String... verbs) {
    Spec copy = new Spec(this);
    copy.aliases = List.of(verbs);
    return copy;
  }

  /** The same with more traits. */
  public Spec with(Trait first, Trait... more) {
    Spec copy = new Spec(this);
    Set<Trait> all = EnumSet.of(first, more);
    all.addAll(traits);
    copy.traits = Set.copyOf(all);
    return copy;
  }

  /** The same with a line of FEAT. */
  public Spec feature(String line) {
    return feature(session -> Optional.of(line));
  }

  /** The same with a line of FEAT that depends on the session. */
  public Spec feature(Function<Session, Optional<String>> line) {
    Spec copy = new Spec(this);
    copy.feature = line;
    return copy;
  }

  /** The same for a command that works on what an earlier one announced. */
  public Spec from(Function<TransferParameters, Optional<Path>> announced) {
    Spec copy = new Spec(this);
    copy.source = announced;
    return copy;
  }

  /** The same with options, which OPTS sets. */
  public Spec options(BiFunction<Session, String, Reply> setter) {
    Spec copy = new Spec(this);
    copy.options = setter;
    return copy;
  }

  // ---- what it says

  /** The verb, or {@code SITE} and a second word. */
  public String verb() {
    return verb;
  }

  /** The text after the verb in HELP; empty without an argument. */
  public String syntax() {
    return syntax;
  }

  public Access access() {
    return access;
  }

  /** Where the command is defined. */
  public String rfc() {
    return rfc;
  }

  public List<String> aliases() {
    return aliases;
  }

  /** The argument, read off the syntax: none, {@code [optional]} in brackets, or required. */
  public Argument argument() {
    return syntax.isEmpty()
        ? Argument.NONE
        : syntax.startsWith("[") ? Argument.OPTIONAL : Argument.REQUIRED;
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Whether it works at all: some commands are known only, others need TLS. */
  public boolean isImplemented(Session session) {
    boolean noTls = session.tlsState().policy().isEmpty();
    return !has(Trait.UNIMPLEMENTED) && !(has(Trait.NEEDS_TLS) && noTls);
  }

  /** Whether the command is answered while a transfer runs. */
  boolean isAnsweredDuringTransfer(String argument) {
    return has(Trait.DURING_TRANSFER) && argument.isBlank();
  }

  /** Whether the command may take long, and needs a thread not shared with other sessions. */
  boolean needsThread(String argument) {
    return has(Trait.TRANSFERS)
        || has(Trait.SLOW)
        || (has(Trait.WALKS) && !isAnsweredDuringTransfer(argument));
  }

  /**
   * The path that an earlier command announced for this one; empty for commands without a source.
   */
  Optional<Path> source(TransferParameters parameters) {
    return source == null ? Optional.empty() : source.apply(parameters);
  }

  boolean hasSource() {
    return source != null;
  }

  /** Whether the veto hook is consulted: not before what only looks, or does nothing yet. */
  boolean isVetoable() {
    return access instanceof Access.Permitted permitted
        && permitted.permission() != Permission.ENTER
        && permitted.permission() != Permission.LIST
        && !has(Trait.ANNOUNCES);
  }

  /** Whether a failure is reported as an event. */
  boolean reportsFailures() {
    return has(Trait.CHANGES)
        || has(Trait.TRANSFERS)
        || has(Trait.CREDENTIALS)
        || (access instanceof Access.Permitted permitted
            && (permitted.permission().changes() || permitted.permission() == Permission.READ));
  }

  /** The line of FEAT for a session. */
  public Optional<String> feature(Session session) {
    return feature.apply(session);
  }

  /** Sets options from the argument of OPTS; empty when it has none. */
  public Optional<BiFunction<Session, String, Reply>> options() {
    return Optional.ofNullable(options);
  }

  /** One line of help. */
  public String help() {
    if (has(Trait.UNIMPLEMENTED)) {
      return verb + " is not implemented.";
    }
    return "Syntax: " + verb + (syntax.isEmpty() ? "" : " <SP> " + syntax);
  }
}
