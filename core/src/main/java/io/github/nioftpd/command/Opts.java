package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * OPTS: sets the options of a command, and answers the question for UTF-8 (RFC 2389 section 4, RFC
 * 3659 section 7.9).
 */
final class Opts implements Command {

  private static final Spec SPEC =
      Spec.anybody("OPTS", "command [options]", "RFC 2389 4")
          .feature(session -> isUtf8(session) ? Optional.of("UTF8") : Optional.empty());

  private static boolean isUtf8(Session session) {
    return session.settings().charset().equals(StandardCharsets.UTF_8);
  }
  ;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    Request option = Request.parse(call.argument().strip());
    if (option.verb().equals("UTF8") || option.verb().equals("UTF-8")) {
      return utf8(session, option.argument());
    }
    return session
        .settings()
        .commands()
        .find(option.verb())
        .flatMap(command -> command.spec().options())
        .map(setter -> setter.apply(session, option.argument()))
        .orElse(Reply.of(501, "This command has no options."));
  }

  /**
   * Windows asks before it logs in, and takes anything but 200 for a server that speaks another
   * charset.
   */
  private static Reply utf8(Session session, String onOff) {
    boolean isUtf8 = isUtf8(session);
    return switch (onOff.strip().toUpperCase(Locale.ROOT)) {
      case "", "ON" ->
          isUtf8
              ? Reply.of(200, "UTF-8 is always on.")
              : Reply.of(504, "File names are not in UTF-8.");
      case "OFF" ->
          isUtf8
              ? Reply.of(504, "UTF-8 is always on.")
              : Reply.of(200, "File names are not in UTF-8.");
      default -> Reply.of(501, "Syntax error: UTF8 takes ON or OFF.");
    };
  }
}
