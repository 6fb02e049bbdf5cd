package io.github.nioftpd.test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The commands that a server received, and those of them that a test looks for.
 *
 * @param pattern a verb, or a verb and an argument
 * @param verb the verb in upper case
 * @param matching the commands that match
 * @param similar other commands with the same verb
 */
record ReceivedCommands(
    String pattern, String verb, List<Received> matching, List<Received> similar) {

  private static final int SHOWN = 10;

  static ReceivedCommands of(String pattern, List<Received> all) {
    String[] words = pattern.strip().split(" ", 2);
    String verb = words[0].toUpperCase(Locale.ROOT);
    Map<Boolean, List<Received>> parts =
        all.stream()
            .filter(command -> command.verb().equals(verb))
            .collect(
                Collectors.partitioningBy(
                    command -> words.length == 1 || isArgument(words[1], command)));
    return new ReceivedCommands(
        pattern, verb, parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
  }

  private static boolean isArgument(String argument, Received command) {
    return command.argument().equals(argument)
        || command.path().filter(argument::equals).isPresent();
  }

  /** The code of the last reply to each command, 0 for none. */
  List<Integer> lastCodes() {
    return matching.stream().map(Received::lastCode).toList();
  }

  /** The users who logged in, in order. */
  static List<String> logins(List<Received> all) {
    List<String> users = new ArrayList<>();
    Map<Integer, String> named = new HashMap<>();
    for (Received command : all) {
      if (command.verb().equals("USER")) {
        named.put(command.session(), command.argument());
      }
      boolean isLogin = List.of("USER", "PASS", "ACCT").contains(command.verb());
      if (isLogin && (command.lastCode() == 230 || command.lastCode() == 232)) {
        users.add(named.getOrDefault(command.session(), ""));
      }
    }
    return users;
  }

  /** The commands with this verb, to be appended to a sentence; empty if there are none. */
  @Override
  public String toString() {
    return listed("\nReceived:", matching) + listed("\nReceived instead:", similar);
  }

  private static String listed(String title, List<Received> commands) {
    if (commands.isEmpty()) {
      return "";
    }
    String more = commands.size() > SHOWN ? "\n  and " + (commands.size() - SHOWN) + " more" : "";
    return commands.stream()
        .limit(SHOWN)
        .map(command -> "\n  #" + command.session() + " " + command)
        .collect(Collectors.joining("", title, more));
  }
}
