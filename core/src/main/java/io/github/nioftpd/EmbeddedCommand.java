package io.github.nioftpd;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.event.FtpReply;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A SITE command of an embedder as one of the server's. */
final class EmbeddedCommand implements Command {

  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]{0,19}");

  private final SiteCommand command;
  private final Spec spec;

  EmbeddedCommand(SiteCommand command) {
    if (!NAME.matcher(command.name()).matches()) {
      throw new IllegalArgumentException(
          "a SITE command is called by 1 to 20 letters and digits in upper case, not "
              + command.name());
    }
    this.command = command;
    this.spec =
        Spec.permitted(
                command.permission(), "SITE " + command.name(), command.syntax(), "an embedder's")
            .with(Trait.CHANGES)
            .with(Trait.WALKS);
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    Path path = call.path();
    if (command.permission() == Permission.DELETE || command.permission() == Permission.RENAME) {
      session.requireNoRuleBelow(path);
    }
    FtpReply answer = command.run(new SiteCommand.Call(session.account(), call.argument(), path));
    if (answer.code() < 200) {
      throw new IllegalArgumentException("the code of a reply is 200 to 599, not " + answer.code());
    }
    if (command.permission().changes()) {
      session.quota().recount(); // its changes are unknown
    }
    return new Reply(answer.code(), answer.lines());
  }
}
