package io.github.nioftpd.command;

import io.github.nioftpd.listing.Fact;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * OPTS: sets options of MLST, and answers the question for UTF-8 (RFC 2389 section 4, RFC 3659
 * section 7.9).
 */
final class Opts implements Command {

  private static final Spec SPEC = Spec.anybody("OPTS", "command [options]", "RFC 2389 4");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, String argument) {
    Request option = Request.parse(argument.strip());
    return switch (option.verb()) {
      case "UTF8", "UTF-8" -> utf8(session, option.argument());
      case "MLST" -> facts(session, option.argument());
      default -> Reply.of(501, "No options for that command.");
    };
  }

  /**
   * Windows asks before it logs in, and takes anything but 200 for a server that speaks another
   * charset.
   */
  private static Reply utf8(Session session, String onOff) {
    boolean isUtf8 = session.settings().charset().equals(StandardCharsets.UTF_8);
    return switch (onOff.strip().toUpperCase(Locale.ROOT)) {
      case "", "ON" ->
          isUtf8 ? Reply.of(200, "Always UTF-8.") : Reply.of(504, "Names are not in UTF-8.");
      case "OFF" ->
          isUtf8 ? Reply.of(504, "Always UTF-8.") : Reply.of(200, "Names are not in UTF-8.");
      default -> Reply.of(501, "Syntax error: UTF8 takes ON or OFF.");
    };
  }

  /** Unknown facts are passed over; the reply tells what is left. */
  private static Reply facts(Session session, String list) {
    Set<Fact> selected = EnumSet.noneOf(Fact.class);
    for (String name : list.strip().split(";")) {
      Fact.find(name).ifPresent(selected::add);
    }
    session.parameters().facts(selected);
    StringBuilder text = new StringBuilder("MLST OPTS");
    String space = " ";
    for (Fact fact : selected) {
      text.append(space).append(fact.label()).append(';');
      space = "";
    }
    return Reply.of(200, text.toString());
  }
}
