package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.wire.HostPort;
import java.io.IOException;

/** PORT: has the server connect to the client for the next transfer. */
final class Port implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("PORT", "h1,h2,h3,h4,p1,p2", "RFC 959 4.1.2").with(Trait.IN_BETWEEN);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    return ActiveMode.use(session, HostPort.parsePort(call.argument()));
  }
}
