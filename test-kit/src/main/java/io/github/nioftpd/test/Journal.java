package io.github.nioftpd.test;

import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpReply;
import io.github.nioftpd.test.Transcript.Entry;
import io.github.nioftpd.test.Transcript.Kind;
import io.github.nioftpd.test.fault.FaultRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The record of what happened in one test. Its memory is bounded. Safe for several threads. */
final class Journal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // all guarded by lock
  private final Bounded<Entry> entries = new Bounded<>(entry -> entry.text().length());
  private final Bounded<Command> commands = new Bounded<>(Command::length);
  private final Bounded<Command> untaken = new Bounded<>(Command::length);
  private final Bounded<String> arrived = new Bounded<>(String::length);
  private final Map<Long, Integer> sessions = new HashMap<>();
  private int opened;
  private int running;

  /** A command with the replies so far. Guarded by the lock of the journal. */
  static final class Command {
    private final Received received;
    private final List<FtpReply> replies = new ArrayList<>(2);
    private boolean answered;

    private Command(Received received) {
      this.received = received;
    }

    private int length() {
      return received.verb().length() + received.argument().length();
    }

    private Received soFar() {
      return new Received(
          received.session(),
          received.user(),
          received.verb(),
          received.argument(),
          received.path(),
          replies,
          answered);
    }
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable action) {
    lock.lock();
    try {
      action.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void add(int session, Kind kind, String text) {
    entries.add(new Entry(session, kind, text));
  }

  // ---- what the server reports

  /** Numbers a session that begins. */
  int open(FtpEvent.Client client) {
    return locked(
        () -> {
          sessions.put(client.session(), ++opened);
          add(opened, Kind.CONNECTED, "connected from port " + client.remote().getPort());
          return opened;
        });
  }

  void closed(FtpEvent.Client client) {
    change(
        () -> {
          Integer number = sessions.remove(client.session());
          if (number != null) {
            add(number, Kind.CLOSED, "the session ended");
          }
        });
  }

  Command command(Received received) {
    Command command = new Command(received);
    change(
        () -> {
          add(received.session(), Kind.COMMAND, received.line());
          commands.add(command);
          running++;
        });
    return command;
  }

  /** Records a reply that is about to be sent. */
  void reply(int session, Optional<Command> command, FtpReply reply) {
    change(
        () -> {
          add(session, Kind.REPLY, text(reply));
          command.ifPresent(one -> one.replies.add(reply));
        });
  }

  static String text(FtpReply reply) {
    String code = reply.code() + (reply.lines().size() > 1 ? "-" : " ");
    return code + String.join("\n", reply.lines());
  }

  /** Records a fault that happens. */
  void fault(FtpEvent.Client client, FaultRule rule) {
    change(() -> add(sessions.getOrDefault(client.session(), 0), Kind.FAULT, "fault " + rule));
  }

  void fault(int session, String text) {
    change(() -> add(session, Kind.FAULT, text));
  }

  /** Records that a command gets no more replies. */
  void answered(Command command) {
    change(
        () -> {
          if (!command.answered) {
            command.answered = true;
            running--;
            untaken.add(command);
          }
        });
  }

  /** Records an event of a session of this test; one of an earlier test may end late. */
  void event(FtpEvent event) {
    change(
        () -> {
          Integer session = sessions.get(event.client().session());
          if (session == null) {
            return;
          }
          switch (event) {
            case FtpEvent.TransferFailed failed ->
                add(session, Kind.DATA, text(failed.transfer()) + ", failed");
            case FtpEvent.Transferred done -> {
              add(session, Kind.DATA, text(done.transfer()));
              if (done.transfer().isUpload()) {
                arrived.add(done.transfer().path().toString());
              }
            }
            case FtpEvent.Changed renamed when renamed.verb().equals("RNTO") ->
                renamed.target().ifPresent(target -> arrived.add(target.toString()));
            default -> {}
          }
        });
  }

  private static String text(FtpEvent.Transfer transfer) {
    return transfer.verb()
        + " "
        + transfer.path()
        + ": "
        + transfer.bytes()
        + (transfer.isUpload() ? " bytes received" : " bytes sent");
  }

  // ---- what a test asks

  Transcript transcript() {
    return locked(() -> new Transcript(entries.list(), entries.dropped()));
  }

  List<Received> commands() {
    return locked(() -> commands.list().stream().map(Command::soFar).toList());
  }

  /** The sessions that are open, by their number in the events of the server. */
  Set<Long> sessions() {
    return locked(() -> Set.copyOf(sessions.keySet()));
  }

  int openSessions() {
    return locked(sessions::size);
  }

  boolean isIdle() {
    return locked(() -> running == 0);
  }

  boolean hasArrived(String path) {
    return locked(() -> arrived.list().contains(path));
  }

  List<String> arrived() {
    return locked(arrived::list);
  }

  /** Removes the oldest command that was answered and not taken yet. */
  Optional<Received> take() {
    return locked(() -> untaken.isEmpty() ? Optional.empty() : Optional.of(untaken.poll().soFar()));
  }

  /**
   * Waits until there is a value.
   *
   * @param limit in nanoseconds
   * @return empty when the time is over
   */
  <T> Optional<T> await(Supplier<Optional<T>> wanted, long limit) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = limit;
      Optional<T> value = wanted.get();
      while (value.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
        value = wanted.get();
      }
      return value;
    } finally {
      lock.unlock();
    }
  }
}
