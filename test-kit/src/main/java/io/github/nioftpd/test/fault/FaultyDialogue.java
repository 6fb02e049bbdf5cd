package io.github.nioftpd.test.fault;

import io.github.nioftpd.event.FtpReply;
import io.github.nioftpd.intercept.Exchange;
import io.github.nioftpd.intercept.Interceptor.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The faults that concern all commands of a session.
 *
 * @param faults those of them that are active now
 */
record FaultyDialogue(List<Fault> faults) {

  Action command(Exchange command) {
    String verb = Verbs.canonical(command.verb());
    if (verb.equals("SYST") && dialect().isPresent()) {
      return answer(215, dialect().get().system());
    }
    for (Fault fault : faults) {
      if (fault instanceof Fault.WithoutFeature without) {
        if (Verbs.commandsOf(without.name()).contains(verb)) {
          return answer(500, "Unknown command.");
        }
        if (verb.equals("OPTS") && isOption(without.name(), command.argument())) {
          return answer(501, "Unknown option.");
        }
      }
    }
    return Action.PROCEED;
  }

  private static boolean isOption(String feature, String argument) {
    String option = argument.strip().split("\\s")[0].toUpperCase(Locale.ROOT).replace("-", "");
    return option.equals(feature) || Verbs.commandsOf(feature).contains(option);
  }

  private static Action answer(int code, String text) {
    return new Action.Answer(List.of(FtpReply.of(code, text)));
  }

  Action reply(Exchange command, FtpReply reply) {
    if (!command.verb().equals("FEAT") || reply.lines().size() < 3) {
      return Action.PROCEED;
    }
    List<String> lines = new ArrayList<>(reply.lines());
    List<String> features = lines.subList(1, lines.size() - 1);
    boolean changed = features.removeIf(this::isMissing);
    return changed ? new Action.Answer(List.of(new FtpReply(reply.code(), lines))) : Action.PROCEED;
  }

  private boolean isMissing(String line) {
    return faults.stream()
        .anyMatch(
            fault ->
                fault instanceof Fault.WithoutFeature without
                    && Verbs.isLineOf(without.name(), line));
  }

  /** The form of the listing that a command asks for. */
  Optional<Dialect> listing(Exchange command) {
    return command.verb().equals("LIST") ? dialect() : Optional.empty();
  }

  private Optional<Dialect> dialect() {
    return faults.stream()
        .filter(Fault.Listing.class::isInstance)
        .map(fault -> ((Fault.Listing) fault).dialect())
        .findFirst();
  }
}
