package io.github.nioftpd.session;

import static java.util.Objects.requireNonNull;

import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.login.LoginDeadline;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Outcome.EndTls;
import io.github.nioftpd.outcome.Outcome.Quit;
import io.github.nioftpd.outcome.Outcome.StartTls;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.outcome.Transfer;
import io.github.nioftpd.session.CommandTable.Match;
import io.github.nioftpd.session.Item.Signal;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.transfer.Workers;
import io.github.nioftpd.transfer.Workers.Reservation;
import io.github.nioftpd.wire.MalformedLineException.Fault;
import io.github.nioftpd.wire.Request;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one client, on one thread: it takes requests from the inbox in order, runs them, and
 * alone writes replies. Another thread reads the control connection, and speaks to it through the
 * inbox only. Transfers, and commands that take long, run on {@link Workers}: {@link LongCommand}.
 */
public final class SessionLoop {
  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");
  private final ServerSettings settings;
  private final Inbox inbox = new Inbox();
  private final Control control;
  private final Session session;
  private final LoginDeadline deadline;
  private final Negotiation negotiation;
  private final CommandLog log;
  private final Interception replies;
  private final Workers workers;
  private final Duration interval;
  private final LongCommand slow;
  private final Transfers transfers;
  private @Nullable Reservation thread;
  private boolean announced;
  private @Nullable CommandEvents events;
  private String end = "";

  /** Makes the loop of a client that has just connected, and closes the channel at its end. */
  public SessionLoop(SessionContext context, SocketChannel channel, long number)
      throws IOException {
    this(context, channel, number, LongCommand.INTERVAL);
  }

  SessionLoop(SessionContext context, SocketChannel channel, long number, Duration interval)
      throws IOException {
    this.settings = context.settings();
    this.deadline = new LoginDeadline(settings.limits().loginDeadline());
    boolean tls = context.listener().tls().isPresent();
    this.control = new Control(channel, settings.charset(), tls, settings.commands());
    this.session = new Session(context, inbox, number, control.local(), control.remote());
    this.log = new CommandLog(session);
    this.replies = new Interception(session, control, log, inbox::isOpen);
    this.workers = context.state().workers();
    this.interval = interval;
    this.slow = new LongCommand(control::begin);
    this.transfers = new Transfers(session, inbox, control, this::execute, replies);
    this.negotiation = new Negotiation(session, control, replies);
  }

  /** Serves the client until the session ends. */
  public void run() {
    Thread reader =
        Thread.ofVirtual()
            .name(Thread.currentThread().getName() + "-reader")
            .unstarted(() -> control.readInto(inbox));
    try {
      end = negotiation.beginIfImplicit();
      if (end.isEmpty()) {
        reader.start();
        replies.write(settings.greeting());
      }
      while (end.isEmpty()) {
        Item item = next();
        if (item != Signal.HANG_UP) {
          announce();
        }
        take(item);
        end = replies.reason(end);
      }
    } catch (IOException e) {
      end = "connection lost";
    } catch (InterruptedException e) {
      end = "interrupted";
    } catch (RuntimeException e) {
      LOG.error("internal error; the session ends", e);
      end = "internal error";
    } finally {
      finish();
    }
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reports the session once; clients that connect and send nothing, such as probes, are not. */
  private void announce() {
    if (!announced) {
      announced = true;
      session.tell(FtpEvent.Connected::new);
    }
  }

  /** The next item; a client that is not logged in has a limited time in all. */
  private Item next() throws InterruptedException {
    Duration limit = deadline.limit(session.isLoggedIn(), settings.limits().idle());
    return limit.isNegative() ? Signal.TIMEOUT : inbox.take(limit);
  }

  private void finish() {
    inbox.close();
    control.end();
    try {
      session.closeRoute();
    } catch (IOException e) {
      LOG.debug("cannot close a listener", e);
    }
    if (control.hasReceived()) {
      announce();
    }
    if (announced) {
      session.tell(client -> new FtpEvent.Disconnected(client, end));
    } else {
      log.silent();
    }
    session.logins().leave();
    replies.close();
  }

  /** The state; other threads read only the volatile parts. */
  public Session session() {
    return session;
  }

  /** Asks the session to end once no transfer runs; from any thread. */
  public void shutdown() {
    inbox.shutdown();
  }

  /** Aborts the transfer and ends the session; from any thread. */
  public void end() {
    inbox.end();
  }

  /** Ends the session at once; from any thread. */
  public void kill() {
    inbox.abandon();
    control.close();
  }

  /**
   * Keeps the time limits of the session: wakes its thread when one is over, and ends it when its
   * client takes no reply, with this limit (zero: for ever), or does not log in. Called once a
   * second.
   */
  public void tick(Duration limit) {
    inbox.tick();
    boolean stuck = limit.isPositive() && control.isStuck(limit.toNanos());
    if (stuck || deadline.isLongOver() || inbox.isOverdue()) {
      control.close();
    }
  }

  private void take(Item item) throws IOException, InterruptedException {
    switch (item) {
      case Item.Line line when control.isTurningPoint(line.request()) -> {
        handle(line.request());
        control.goOn();
      }
      case Item.Line line -> handle(line.request());
      case Item.Malformed malformed -> refuse(malformed.fault());
      case Item.Finished finished -> throw new IllegalStateException("no transfer runs");
      case Signal signal -> end(signal);
    }
  }

  private void refuse(Fault fault) throws IOException {
    session.parameters().begin(Optional.empty());
    replies.malformed();
    boolean tooLong = fault == Fault.TOO_LONG || fault == Fault.ENDLESS;
    replies.write(Reply.of(tooLong ? 500 : 501, fault.text()));
    if (fault == Fault.ENDLESS) {
      end = "endless command line";
    }
  }

  private void end(Signal signal) throws IOException {
    end =
        switch (signal) {
          case HANG_UP, ABORT -> "disconnect";
          case TIMEOUT -> deadline.isOver() ? "login timeout" : "idle timeout";
          case SHUTDOWN -> "server shutdown";
          case END -> "ended by the administrator";
        };
    if (signal != Signal.HANG_UP && signal != Signal.ABORT) {
      String why = Character.toUpperCase(end.charAt(0)) + end.substring(1);
      replies.write(Reply.of(421, why + "; closing the control connection."));
    }
  }

  private void handle(Request request) throws IOException, InterruptedException {
    Outcome outcome;
    session.command(request.verb());
    try {
      outcome = execute(request);
      if (outcome instanceof Transfer transfer) {
        outcome =
            transfers.run(request.verb(), transfer, requireNonNull(thread), requireNonNull(events));
      }
    } finally {
      if (thread != null) {
        thread.close();
        thread = null;
      }
      control.handled(request);
      session.command("");
    }
    act(outcome);
  }

  private void act(Outcome outcome) throws IOException {
    switch (outcome) {
      case Reply reply -> {
        replies.write(reply);
        if (slow.isBrokenBy(reply)) {
          end = "a long command failed";
        }
      }
      case Quit quit -> {
        end = "quit";
        replies.write(quit.reply());
      }
      case Transfer transfer -> throw new IllegalStateException("it has ended");
      case Outcome.Intercepted intercepted -> {}
      case StartTls start -> end = negotiation.begin(start.reply());
      case EndTls last -> end = negotiation.end(last.reply());
    }
  }

  /** Finds, checks and runs a command; every failure has become a reply. */
  private Outcome execute(Request request) {
    Optional<Match> match = settings.commands().find(request);
    log.command(request, match.map(Match::command));
    session.parameters().begin(match.map(one -> one.command().spec()));
    Optional<Call> resolved = match.map(one -> Call.of(one, session));
    Optional<Outcome> instead = replies.command(request, resolved.flatMap(Call::resolved));
    if (instead.isPresent()) {
      return instead.get();
    }
    if (resolved.isEmpty()) {
      Reply reply = Reply.of(500, "Unknown command.");
      return request.isOfAnotherProtocol() ? new Quit(reply) : reply;
    }
    Call call = resolved.get();
    CommandEvents current = new CommandEvents(call, session);
    events = current;
    Outcome outcome = run(call, current);
    current.event(outcome).ifPresent(settings.events());
    return outcome;
  }

  private Outcome run(Call call, CommandEvents current) {
    Spec spec = call.spec();
    try {
      Admission.check(call, session);
      Admission.consult(settings.veto(), current);
      if (!spec.needsThread(call.argument())) {
        return call.command().run(session, call);
      }
      Reservation reserved =
          workers
              .reserve()
              .orElseThrow(() -> new Refused(450, "Too many transfers; try again later."));
      thread = reserved;
      if (spec.has(Trait.TRANSFERS)) {
        return call.command().run(session, call); // the thread is for what it opens
      }
      Duration told = spec.has(Trait.SLOW) ? interval : LongCommand.NEVER;
      return slow.run(reserved, told, () -> call.command().run(session, call));
    } catch (Throwable e) { // also for lack of memory: the client gets a reply
      return current.failures().of(e);
    }
  }
}
