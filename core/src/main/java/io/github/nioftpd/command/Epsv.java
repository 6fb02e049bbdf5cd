package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.net.Inet4Address;
import java.util.Locale;

/**
 * EPSV: PASV for any protocol of the network layer; ALL rules out PORT, PASV and EPRT from then on.
 */
final class Epsv implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("EPSV", "[1 | 2 | ALL]", "RFC 2428 3").with(Trait.IN_BETWEEN).feature("EPSV");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    boolean v4 = session.reached().getAddress() instanceof Inet4Address;
    String wanted = call.argument().strip().toUpperCase(Locale.ROOT);
    if (wanted.equals("ALL")) {
      session.parameters().extendedOnly();
      return Reply.of(200, "PORT, PASV and EPRT are disabled.");
    }
    if (wanted.equals(v4 ? "2" : "1")) {
      return Reply.of(522, "Network protocol not supported, use (" + (v4 ? 1 : 2) + ").");
    }
    if (!wanted.isEmpty() && !wanted.equals(v4 ? "1" : "2")) {
      boolean number = wanted.matches("[0-9]{1,5}");
      return number
          ? Reply.of(522, "Network protocol not supported, use (" + (v4 ? 1 : 2) + ").")
          : Reply.of(501, "Syntax error: EPSV takes 1, 2 or ALL.");
    }
    int port = PassiveMode.listen(session, session.reached().getAddress());
    return Reply.of(229, "Entering extended passive mode (|||" + port + "|).");
  }
}
