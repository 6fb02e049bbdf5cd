package io.github.nioftpd.command;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * USER: names who wants to log in, or logs in by the certificate shown in the TLS handshake. Else
 * the answer is the same whether there is such a user or not.
 */
final class User implements Command {

  private static final Spec SPEC =
      Spec.anybody("USER", "name", "RFC 959 4.1.1, RFC 4217 4").with(Trait.CREDENTIALS);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    session.reset(call.argument());
    List<X509Certificate> chain = session.tlsState().certificates();
    if (session.tlsState().isEncrypted() && !chain.isEmpty()) {
      Credentials credentials =
          new Credentials.Certificate(call.argument(), chain, session.remote().getAddress());
      Optional<Account> account = session.logins().authenticate(credentials, System.nanoTime());
      if (account.isPresent()) {
        session.logins().consult(account.get());
        session.logIn(account.get());
        return Reply.of(232, account.get().greeting());
      }
    }
    return Reply.of(331, "Password required.");
  }
}
