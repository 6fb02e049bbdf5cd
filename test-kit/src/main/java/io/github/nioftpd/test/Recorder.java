package io.github.nioftpd.test;

import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.FtpReply;
import io.github.nioftpd.intercept.DataInterceptor;
import io.github.nioftpd.intercept.Exchange;
import io.github.nioftpd.intercept.Interceptor;
import io.github.nioftpd.test.Journal.Command;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Records the dialogue of a session as it is sent, with the changes of the faults. Owned by the
 * thread of the session.
 */
final class Recorder implements Interceptor {

  private final Round round;
  private final Journal journal;
  private final Interceptor faults;
  private final Client client;
  private final int session;

  /** The commands that are not answered. */
  private final IdentityHashMap<Exchange, Command> open = new IdentityHashMap<>();

  Recorder(Round round, Client client, BooleanSupplier open) {
    this.round = round;
    this.journal = round.journal();
    this.client = client;
    this.session = journal.open(client);
    this.faults = round.faults().open(client, open);
  }

  @Override
  public TlsPolicy tls(TlsPolicy policy) {
    return faults.tls(policy);
  }

  @Override
  public Action command(Exchange exchange) {
    Command command = journal.command(received(exchange));
    open.put(exchange, command);
    Action action = round.hasEnded() ? Action.PROCEED : faults.command(exchange);
    if (round.hasEnded()) { // also while a fault held the command up
      journal.fault(session, "the test of this session is over");
      return new Action.Close(false);
    }
    switch (action) {
      case Action.Proceed proceed -> {}
      case Action.Answer answer -> {
        sent(Optional.of(command), answer.replies());
        answered(exchange);
      }
      case Action.Close close -> {}
    }
    return action;
  }

  private Received received(Exchange exchange) {
    return new Received(
        session,
        exchange.client().user(),
        exchange.verb(),
        exchange.isSecret() ? "******" : exchange.argument(),
        exchange.path().map(Object::toString),
        List.of(),
        false);
  }

  @Override
  public Action reply(Exchange exchange, FtpReply reply) {
    Optional<Command> command = Optional.ofNullable(open.get(exchange));
    Action action = faults.reply(exchange, reply);
    switch (action) {
      case Action.Proceed proceed -> journal.reply(session, command, reply);
      case Action.Answer answer -> {
        journal.fault(session, "a fault replaces " + Journal.text(reply));
        sent(command, answer.replies());
      }
      case Action.Close close -> {}
    }
    if (reply.code() >= 200) {
      answered(exchange);
    }
    return action;
  }

  private void sent(Optional<Command> command, List<FtpReply> replies) {
    replies.forEach(reply -> journal.reply(session, command, reply));
  }

  private void answered(Exchange exchange) {
    Command command = open.remove(exchange);
    if (command != null) {
      journal.answered(command);
    }
  }

  @Override
  public DataInterceptor data(Exchange exchange) {
    return faults.data(exchange);
  }

  @Override
  public void closed() {
    faults.closed();
    open.values().forEach(journal::answered);
    journal.closed(client);
  }
}
