package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.session.TlsState;

/** PBSZ: comes before PROT; TLS has its own blocks, so the size is 0 (RFC 4217). */
final class Pbsz implements Command {

  private static final Spec SPEC =
      Spec.anybody("PBSZ", "size", "RFC 2228 3, RFC 4217 8")
          .with(Trait.NEEDS_TLS, Trait.IN_BETWEEN)
          .feature("PBSZ");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    TlsState tls = session.tlsState();
    if (!tls.isNegotiated()) {
      return Reply.of(503, "Send AUTH TLS first.");
    }
    if (!call.argument().strip().matches("[0-9]{1,10}")) {
      return Reply.of(501, "Syntax error: PBSZ takes a number.");
    }
    tls.bufferSizeSet();
    return Reply.of(200, "PBSZ=0");
  }
}
