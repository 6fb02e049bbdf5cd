package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.session.TlsState;
import java.util.Locale;

/**
 * AUTH: begins TLS on the control connection (RFC 4217). A login and all that was set are forgotten
 * with it. SSL and TLS-P, which are older, mean PROT P as well.
 */
final class Auth implements Command {

  private static final Spec SPEC =
      Spec.anybody("AUTH", "TLS | TLS-C | TLS-P | SSL", "RFC 2228 3, RFC 4217 4")
          .with(Trait.NEEDS_TLS, Trait.BEGINS_TLS)
          .feature("AUTH TLS");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    TlsState tls = session.tlsState();
    if (tls.isNegotiated()) {
      return Reply.of(503, "TLS has already been negotiated.");
    }
    String mechanism = call.argument().strip().toUpperCase(Locale.ROOT);
    boolean protectsData = mechanism.equals("SSL") || mechanism.equals("TLS-P");
    if (!protectsData && !mechanism.equals("TLS") && !mechanism.equals("TLS-C")) {
      return Reply.of(504, "Only TLS is supported.");
    }
    tls.protectData(protectsData);
    return new Outcome.StartTls(Reply.of(234, "Start the TLS handshake."));
  }
}
