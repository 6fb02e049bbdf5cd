package io.github.nioftpd.session;

import io.github.nioftpd.intercept.Exchange;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.outcome.Transfer;
import io.github.nioftpd.session.Item.Signal;
import io.github.nioftpd.transfer.RunningTransfer;
import io.github.nioftpd.transfer.Workers.Reservation;
import io.github.nioftpd.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transfers of a session, one after the other. Each runs on a reserved thread. The thread of
 * the session, which owns this object, meanwhile answers what must not wait, and breaks the
 * transfer off on ABOR, on a hang-up, and when nothing has moved for too long.
 */
final class Transfers {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  private final Session session;
  private final Inbox inbox;
  private final Control control;
  private final Function<Request, Outcome> commands;
  private final Interception replies;

  /** Makes the transfers of a session. */
  Transfers(
      Session session,
      Inbox inbox,
      Control control,
      Function<Request, Outcome> commands,
      Interception replies) {
    this.session = session;
    this.inbox = inbox;
    this.control = control;
    this.commands = commands;
    this.replies = replies;
  }

  /** Runs a transfer to its end, whatever it is, and returns the reply. */
  Reply run(String verb, Transfer transfer, Reservation thread, CommandEvents events)
      throws InterruptedException {
    RunningTransfer running;
    try {
      Admission.checkData(session);
      running =
          new RunningTransfer(
              verb,
              replies.transfer(transfer),
              session.takeRoute().orElseThrow(),
              session.logins().throttles(),
              session.tlsState().data());
    } catch (Throwable e) {
      close(transfer);
      Reply refusal = events.failures().of(e);
      events.failure(refusal).ifPresent(session.settings().events());
      return refusal;
    }
    session.running(running);
    running
        .start(session.client(), session.parameters().isAscii())
        .ifPresent(session.settings().events());
    answer(running, Reply.of(150, transfer.opening()));
    thread.execute(() -> running.run(new Owner(inbox, control, events.failures())));
    Exchange command = replies.current();
    Reply reply = attend(running);
    replies.resume(command);
    session.running(null);
    session.tlsState().renewTicket();
    running
        .event(session.client(), reply)
        .or(() -> events.failure(reply))
        .ifPresent(session.settings().events());
    return reply;
  }

  private record Owner(Inbox inbox, Control control, Failures failures)
      implements RunningTransfer.Owner {
    @Override
    public boolean isAborted() {
      control.awaitArrived(inbox);
      return inbox.hasAbort();
    }

    @Override
    public Reply failed(Throwable failure) {
      return failures.of(failure);
    }

    @Override
    public void ended(Reply reply) {
      inbox.finished(reply);
    }
  }

  private static void close(Transfer transfer) {
    try {
      transfer.close();
    } catch (IOException | RuntimeException e) {
      LOG.warn("cannot close the file of a refused transfer", e);
    }
  }

  private Reply attend(RunningTransfer running) throws InterruptedException {
    Duration stall = session.settings().limits().dataStall();
    while (true) {
      running.cutSkipped();
      if (running.isStalled(stall)) {
        running.abort(Reply.of(426, "Data connection stalled; transfer aborted."));
      }
      switch (inbox.takeDuringTransfer(this::isAnsweredMeanwhile)) {
        case Item.Finished finished -> {
          return finished.reply();
        }
        case Item.Line line -> {
          if (commands.apply(line.request()) instanceof Reply reply) {
            answer(running, reply);
          }
        }
        case Signal.TIMEOUT -> {}
        default -> running.abort(RunningTransfer.ABORTED);
      }
    }
  }

  private boolean isAnsweredMeanwhile(Request request) {
    return session
        .settings()
        .commands()
        .find(request.verb())
        .map(command -> command.spec().isAnsweredDuringTransfer(request.argument()))
        .orElse(false);
  }

  /** Writes a reply while a transfer runs, which does not outlive the control connection. */
  private void answer(RunningTransfer running, Reply reply) {
    try {
      replies.write(reply);
    } catch (IOException e) {
      running.abort(RunningTransfer.ABORTED);
    }
  }
}
