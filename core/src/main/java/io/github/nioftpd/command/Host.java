package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import java.util.regex.Pattern;

/**
 * HOST: names the host the client wants (RFC 7151). There is one, whatever it is called, but AUTH
 * may have a certificate of that name.
 */
final class Host implements Command {

  private static final Spec SPEC = Spec.anybody("HOST", "name", "RFC 7151").feature("HOST");

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,253})|\\[[0-9A-Fa-f:.]{2,45}]");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) {
    if (session.isLoggedIn() || session.userName().isPresent()) {
      return Reply.of(503, "Send HOST before USER.");
    }
    String name = call.argument().strip();
    if (!NAME.matcher(name).matches()) {
      return Reply.of(501, "Syntax error: HOST takes a host name.");
    }
    session.tlsState().host(name);
    return Reply.of(220, "Host accepted.");
  }
}
