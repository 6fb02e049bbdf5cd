package io.github.nioftpd.command;

import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.session.TlsState;
import java.util.Locale;

/** PROT: protects data connections with TLS, or no longer; also before the login (RFC 4217). */
final class Prot implements Command {

  private static final Spec SPEC =
      Spec.anybody("PROT", "C | P", "RFC 2228 3, RFC 4217 9")
          .with(Trait.NEEDS_TLS, Trait.IN_BETWEEN)
          .feature("PROT");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    if (!session.tlsState().isBufferSizeSet()) {
      return Reply.of(503, "Send PBSZ first.");
    }
    return switch (call.argument().strip().toUpperCase(Locale.ROOT)) {
      case "P" -> set(session, true);
      case "C" -> set(session, false);
      case "S", "E" ->
          Reply.of(536, "This protection level is not supported with TLS; use C or P.");
      default -> Reply.of(504, "Unknown protection level; use C or P.");
    };
  }

  private static Reply set(Session session, boolean on) {
    TlsState tls = session.tlsState();
    if (!on && tls.policy().map(TlsPolicy::dataRequired).orElse(false)) {
      return Reply.of(534, "TLS is required on data connections.");
    }
    tls.protectData(on);
    return Reply.of(200, "Data connections are " + (on ? "encrypted." : "not encrypted."));
  }
}
