package io.github.nioftpd.command;

import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Access;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * FEAT: lists the features of all commands (RFC 2389), without those that no part of the file
 * system supports.
 */
final class Feat implements Command {

  private static final Spec SPEC =
      Spec.anybody("FEAT", "", "RFC 2389 3").with(Trait.IN_BETWEEN).feature("TVFS");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    NavigableSet<String> features = new TreeSet<>();
    for (Command command : session.settings().commands().all()) {
      Spec spec = command.spec();
      if (spec.isImplemented(session) && isPossible(session, spec)) {
        spec.feature(session).ifPresent(features::add);
      }
    }
    return Reply.of(211, "Features supported:", List.copyOf(features), "End FEAT.");
  }

  /** Whether the file system can do it somewhere; before the login, everything may be possible. */
  private static boolean isPossible(Session session, Spec spec) throws Refused {
    return !session.isLoggedIn()
        || !(spec.access() instanceof Access.Permitted permitted)
        || permitted.permission().isPossible(Capabilities.of(session.account().fileSystem()));
  }
}
