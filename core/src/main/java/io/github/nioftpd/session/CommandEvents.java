package io.github.nioftpd.session;

import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.VetoHook.Action;
import io.github.nioftpd.fs.Located;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Spec.Trait;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The events of one command, and the action that the veto hook is consulted about, as the {@link
 * Spec} of the command describes them.
 */
final class CommandEvents {
  private final Call call;
  private final Client client;
  private final Optional<Path> source;

  /** Takes up a command that is about to run. */
  CommandEvents(Call call, Session session) {
    this.call = call;
    this.client = session.client();
    this.source = call.spec().source(session.parameters());
  }

  /** The action that the veto hook is consulted about; empty when it is not consulted. */
  Optional<Action> action() {
    Spec spec = call.spec();
    if (!spec.isVetoable()) {
      return Optional.empty();
    }
    Optional<Path> path = call.resolved();
    return Optional.of(
        spec.hasSource()
            ? new Action(client, spec.verb(), source, path)
            : new Action(client, spec.verb(), path, Optional.empty()));
  }

  /** The event of a command that has ended; empty for transfers, which report their own end. */
  Optional<FtpEvent> event(Outcome outcome) {
    if (!(outcome instanceof Reply reply)) {
      return Optional.empty();
    }
    if (!reply.isPositive()) {
      return failure(reply);
    }
    return call.spec().has(Trait.CHANGES) ? Optional.of(changed()) : Optional.empty();
  }

  private FtpEvent changed() {
    Optional<Path> path = call.resolved();
    boolean moves = call.spec().hasSource();
    return new FtpEvent.Changed(
        client,
        call.spec().verb(),
        call.argument(),
        (moves ? source : path).orElseThrow(),
        moves ? path : Optional.empty());
  }

  /** The event of a reply from 400 on, if it is reported. */
  Optional<FtpEvent> failure(Reply reply) {
    Spec spec = call.spec();
    boolean secret = spec.has(Trait.SECRET);
    boolean incorrect = secret && reply.text().startsWith(Logins.INCORRECT); // LoginFailed
    if (reply.isPositive() || incorrect || !spec.reportsFailures()) {
      return Optional.empty();
    }
    return Optional.of(
        new FtpEvent.Failed(
            client,
            spec.verb(),
            secret ? "" : call.argument(),
            call.resolved(),
            reply.code(),
            reply.text()));
  }

  /** The failures of this command, which are logged with its path and location. */
  Failures failures() {
    Optional<Path> path = call.resolved();
    String location = path.flatMap(Located::of).map(uri -> " (" + uri + ")").orElse("");
    String name = path.map(one -> " " + one).orElse("");
    return new Failures(client, call.spec().verb() + name + location);
  }
}
