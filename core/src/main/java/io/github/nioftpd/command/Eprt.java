package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.wire.HostPort;
import java.io.IOException;
import java.net.Inet4Address;

/** EPRT: PORT for any protocol of the network layer. */
final class Eprt implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("EPRT", "|protocol|address|port|", "RFC 2428 2")
          .with(Trait.IN_BETWEEN)
          .feature("EPRT");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    HostPort.Extended target = HostPort.parseExtended(call.argument());
    boolean v4 = session.reached().getAddress() instanceof Inet4Address;
    if (target.protocol() != (v4 ? 1 : 2)) {
      return Reply.of(522, "Network protocol not supported, use (" + (v4 ? 1 : 2) + ").");
    }
    return ActiveMode.use(session, target.resolve());
  }
}
