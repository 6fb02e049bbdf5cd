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
import java.util.Optional;

/**
 * CCC: ends TLS on the control connection, for the sake of firewalls that read along, once nothing
 * more has to be secret (RFC 4217). Refused unless the server is told to allow it.
 */
final class Ccc implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("CCC", "", "RFC 2228 3, RFC 4217 6")
          .with(Trait.NEEDS_TLS, Trait.ENDS_TLS)
          .feature(session -> isAllowed(session) ? Optional.of("CCC") : Optional.empty());

  private static boolean isAllowed(Session session) {
    return session.tlsState().policy().map(TlsPolicy::clearCommandChannel).orElse(false);
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    TlsState tls = session.tlsState();
    if (!tls.isEncrypted()) {
      return Reply.of(533, "The control connection is not encrypted.");
    }
    if (!isAllowed(session)) {
      return Reply.of(534, "The control connection must stay encrypted.");
    }
    return new Outcome.EndTls(Reply.of(200, "The control connection is no longer encrypted."));
  }
}
