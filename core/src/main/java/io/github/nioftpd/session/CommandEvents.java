package io.github.nioftpd.session;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.VetoHook.Action;
import io.github.nioftpd.fs.Located;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.CommandTable.Call;
import io.github.nioftpd.session.Spec.Access;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.session.TransferParameters.RenameSource;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a command means to those outside: the event that tells what it has done, and the question
 * before it does it. One command, one piece of news; it is taken up before the command runs.
 */
final class CommandEvents {

  private final Call call;
  private final Client client;
  private final Optional<Path> path;
  private final Optional<Path> source;

  private CommandEvents(Call call, Client client, Optional<Path> path, Optional<Path> source) {
    this.call = call;
    this.client = client;
    this.path = path;
    this.source = source;
  }

  /** Takes up a command that is about to run. */
  static CommandEvents of(Call call, Session session) {
    boolean copies = call.command().spec().verb().equals("SITE CPTO");
    TransferParameters named = session.parameters();
    Optional<Path> source =
        copies ? named.copySource() : named.renameSource().map(RenameSource::path);
    return new CommandEvents(call, session.client(), path(call, session), source);
  }

  private static Optional<Path> path(Call call, Session session) {
    if (!(call.command().spec().access() instanceof Access.Permitted)) {
      return Optional.empty();
    }
    try {
      return Optional.of(session.resolve(named(call)));
    } catch (Refused | RuntimeException e) {
      return Optional.empty(); // the command fails in the same way, and its reply says why
    }
  }

  private static String text(Optional<Path> path) {
    return path.map(Path::toString).orElse("");
  }

  private Action action(Optional<Path> first, Optional<Path> target) {
    return new Action(client, call.command().spec().verb(), first, target);
  }

  /** The path in the argument; for STOU, the prefix. */
  private static String named(Call call) {
    Spec spec = call.command().spec();
    return spec.access() instanceof Access.Permitted permitted && !spec.verb().equals("STOU")
        ? permitted.path().apply(call.argument()).orElse("")
        : call.argument();
  }

  /** The question before it is done, or empty when nobody needs to be asked. */
  Optional<Action> question() {
    if (!(call.command().spec().access() instanceof Access.Permitted permitted)) {
      return Optional.empty();
    }
    String verb = call.command().spec().verb();
    return switch (verb) {
      case "RNFR", "SITE CPFR" -> Optional.empty(); // nothing is done yet
      case "RNTO", "SITE CPTO" -> Optional.of(action(source, path));
      default ->
          permitted.permission() == Permission.ENTER || permitted.permission() == Permission.LIST
              ? Optional.empty()
              : Optional.of(action(path, Optional.empty()));
    };
  }

  /** What came of it, or empty when it is not worth telling. Transfers are told at their end. */
  Optional<FtpEvent> event(Outcome outcome) {
    if (!(outcome instanceof Reply reply)) {
      return Optional.empty();
    }
    Spec spec = call.command().spec();
    if (!reply.isPositive()) {
      return failure(reply);
    }
    return spec.has(Trait.CHANGES) ? Optional.of(done(spec.verb())) : Optional.empty();
  }

  /** What is to be told of a reply from 400 on. */
  Optional<FtpEvent> failure(Reply reply) {
    Spec spec = call.command().spec();
    boolean password = spec.verb().equals("PASS");
    boolean incorrect =
        password && reply.text().startsWith(Logins.INCORRECT); // an event of its own
    if (reply.isPositive() || incorrect || !isWorthTelling(spec)) {
      return Optional.empty();
    }
    return Optional.of(
        new FtpEvent.Failed(
            client,
            spec.verb(),
            password ? "" : call.argument(),
            path,
            reply.code(),
            reply.text()));
  }

  /** The failures of this command, which are logged with its path and location. */
  Failures failures() {
    String place = path.flatMap(Located::of).map(uri -> " (" + uri + ")").orElse("");
    String name = path.isEmpty() ? "" : " " + text(path);
    return new Failures(client, call.command().spec().verb() + name + place);
  }

  private FtpEvent done(String verb) {
    boolean moves = verb.equals("RNTO") || verb.equals("SITE CPTO");
    Path from = (moves ? source : path).orElseThrow(); // the command has resolved it, too
    return new FtpEvent.Changed(
        client, verb, call.argument(), from, moves ? path : Optional.empty());
  }

  private static boolean isWorthTelling(Spec spec) {
    return spec.has(Trait.CHANGES)
        || spec.has(Trait.TRANSFERS)
        || spec.has(Trait.CREDENTIALS)
        || (spec.access() instanceof Access.Permitted permitted
            && (permitted.permission().changes() || permitted.permission() == Permission.READ));
  }
}
