package io.github.nioftpd.session;

import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.FtpReply;
import io.github.nioftpd.intercept.DataInterceptor;
import io.github.nioftpd.intercept.Exchange;
import io.github.nioftpd.intercept.Interceptor;
import io.github.nioftpd.intercept.Interceptor.Action;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.outcome.Transfer;
import io.github.nioftpd.transfer.InterceptedTransfer;
import io.github.nioftpd.wire.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Sends the replies of a session, past its interceptor. Without one it costs a comparison. Owned by
 * the thread of the session.
 */
final class Interception {

  private final Session session;
  private final Control control;
  private final CommandLog log;
  private final Interceptor interceptor;
  private Exchange current;
  private boolean ended;

  Interception(Session session, Control control, CommandLog log, BooleanSupplier open) {
    this.session = session;
    this.control = control;
    this.log = log;
    this.interceptor = session.settings().interceptors().open(session.client(), open);
    this.current = new Exchange(session.client(), "", "", Optional.empty());
  }

  Interceptor interceptor() {
    return interceptor;
  }

  private boolean isActive() {
    return !interceptor.equals(Interceptor.NONE);
  }

  /** The command that the replies belong to. */
  Exchange current() {
    return current;
  }

  /** Attributes the replies to another command. */
  void resume(Exchange command) {
    current = command;
  }

  /** Attributes the replies to a line that is not a command. */
  void malformed() {
    if (isActive()) {
      current = new Exchange(session.client(), "", "", Optional.empty());
    }
  }

  /** Lets the interceptor act on a command; empty when the command runs. */
  Optional<Outcome> command(Request request, Optional<Path> path) {
    if (!isActive()) {
      return Optional.empty();
    }
    Client client = session.client();
    current = new Exchange(client, request.verb(), request.argument(), path);
    Action action = interceptor.command(current);
    if (action instanceof Action.Proceed) {
      return Optional.empty();
    }
    try {
      perform(action);
    } catch (IOException e) {
      control.close();
    }
    return Optional.of(new Outcome.Intercepted());
  }

  private void perform(Action action) throws IOException {
    switch (action) {
      case Action.Proceed proceed -> {}
      case Action.Answer answer -> {
        for (FtpReply reply : answer.replies()) {
          send(new Reply(reply.code(), reply.lines()));
        }
      }
      case Action.Close close -> control.cut(close.reset());
    }
  }

  /** Sends a reply, unless the interceptor replaces it. */
  void write(Reply reply) throws IOException {
    if (!isActive()) {
      send(reply);
      return;
    }
    Action action = interceptor.reply(current, new FtpReply(reply.code(), onWire(reply)));
    if (action instanceof Action.Proceed) {
      send(reply);
    } else {
      perform(action);
    }
  }

  /** The lines as a client gets them: a name may have a line end. */
  private static List<String> onWire(Reply reply) {
    return reply.lines().stream().map(line -> line.replaceAll("[\r\n\0]", "?")).toList();
  }

  private void send(Reply reply) throws IOException {
    log.reply(reply);
    control.write(reply);
    ended |= reply.code() == 421;
  }

  /** Why the session ends: as given, or because a reply has announced it. */
  String reason(String end) {
    return end.isEmpty() && ended ? "refused" : end;
  }

  /** The transfer, changed by the interceptor. */
  Transfer transfer(Transfer transfer) {
    DataInterceptor data = isActive() ? interceptor.data(current) : DataInterceptor.NONE;
    return data.equals(DataInterceptor.NONE) ? transfer : new InterceptedTransfer(transfer, data);
  }

  void close() {
    interceptor.closed();
  }
}
