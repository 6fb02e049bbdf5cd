package io.github.nioftpd.session;

import io.github.nioftpd.wire.Request;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands of a server by verb. Immutable. */
public final class CommandTable {

  private static final String SITE = "SITE";

  private final Map<String, Command> commands = new LinkedHashMap<>();

  /**
   * Makes a table.
   *
   * @throws IllegalArgumentException when two have the same verb
   */
  public CommandTable(Collection<Command> all) {
    for (Command command : all) {
      put(command.spec().verb(), command);
      command.spec().aliases().forEach(alias -> put(alias, command));
    }
  }

  private void put(String verb, Command command) {
    if (commands.put(verb, command) != null) {
      throw new IllegalArgumentException("duplicate command " + verb);
    }
  }

  /** A command with its argument; for SITE, without the second word. */
  public record Match(Command command, String argument) {}

  /**
   * Finds the command a request names. {@code SITE} with a second word that names no command is
   * SITE itself.
   *
   * @return the command, or empty when the verb is unknown
   */
  public Optional<Match> find(Request request) {
    if (request.verb().equals(SITE)) {
      Request second = Request.parse(request.argument());
      Command command = commands.get(SITE + " " + second.verb());
      if (command != null) {
        return Optional.of(new Match(command, second.argument()));
      }
    }
    return find(request.verb()).map(command -> new Match(command, request.argument()));
  }

  /**
   * Finds a command.
   *
   * @return the command, or empty
   */
  public Optional<Command> find(String verb) {
    return Optional.ofNullable(commands.get(verb));
  }

  /** Whether the command that a request names has a trait. */
  boolean has(Request request, Spec.Trait trait) {
    Command command = commands.get(request.verb());
    return command != null && command.spec().has(trait);
  }

  /** Every command once. */
  public Collection<Command> all() {
    return new LinkedHashSet<>(commands.values());
  }

  /** All verbs, aliases too. */
  public List<String> verbs() {
    return List.copyOf(commands.keySet());
  }
}
