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
import java.nio.file.Path;

/** SITE CPFR: names the file that SITE CPTO will copy, as mod_copy of ProFTPD has it. */
final class SiteCpfr implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.READ, "SITE CPFR", "path", "de facto").with(Trait.ANNOUNCES);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Path path = call.path();
    if (!Attributes.isRegularFile(path)) {
      return Reply.of(550, "Not a regular file.");
    }
    session.parameters().copySource(path);
    return Reply.of(350, "Ready for SITE CPTO.");
  }
}
