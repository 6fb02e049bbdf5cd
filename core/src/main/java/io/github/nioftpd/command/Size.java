package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * SIZE: sends how many bytes RETR would send (RFC 3659 section 4), or how many bytes there are of
 * an upload of the user that broke off and can be continued. It is refused in type A, where all of
 * the file would have to be read to know.
 */
final class Size implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.LIST, "SIZE", "path", "RFC 3659 4")
          .with(Trait.IN_BETWEEN)
          .feature("SIZE");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    if (session.parameters().isAscii()) {
      return Reply.of(550, "SIZE is not available in type A; send TYPE I first.");
    }
    Path path = Partial.sized(session, call.path());
    Map<String, Object> attributes = Files.readAttributes(path, "size,isRegularFile");
    if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
      return Reply.of(550, "Not a regular file.");
    }
    return Reply.of(213, String.valueOf(attributes.get("size")));
  }
}
