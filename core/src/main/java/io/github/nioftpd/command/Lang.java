package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import java.util.Locale;

/** LANG: replies are in English (RFC 2640 section 4). */
final class Lang implements Command {

  private static final Spec SPEC =
      Spec.anybody("LANG", "[language]", "RFC 2640 4.1").feature("LANG EN*");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    String language = call.argument().strip().toUpperCase(Locale.ROOT);
    return language.isEmpty() || language.equals("EN") || language.startsWith("EN-")
        ? Reply.of(200, "Replies are in English.")
        : Reply.of(504, "Replies are in English only.");
  }
}
