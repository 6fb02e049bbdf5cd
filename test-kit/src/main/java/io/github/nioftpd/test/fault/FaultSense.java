package io.github.nioftpd.test.fault;

import java.util.Set;
import java.util.TreeSet;

/** Which faults make sense where. */
final class FaultSense {

  private FaultSense() {}

  /** Checks the values of a fault. */
  static void requireValues(Fault fault) {
    switch (fault) {
      case Fault.FinalReply it when it.reply().code() < 200 ->
          throw new IllegalArgumentException(
              "the code of a final reply is 200 to 599, not " + it.reply().code());
      case Fault.Delay it when !it.time().isPositive() ->
          throw new IllegalArgumentException("a delay is longer than zero, not " + it.time());
      case Fault.Throttle it when it.bytesPerSecond() < 1 ->
          throw new IllegalArgumentException(
              "a rate is 1 byte per second or more, not " + it.bytesPerSecond());
      case Fault.CutData it -> requireOffset(it.after());
      case Fault.StallData it -> requireOffset(it.after());
      case Fault.DiskFull it -> requireOffset(it.after());
      case Fault.ReadError it -> requireOffset(it.after());
      case Fault.CorruptData it -> requireOffset(it.at());
      default -> {}
    }
  }

  private static void requireOffset(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("a number of bytes is 0 or more, not " + bytes);
    }
  }

  /** Checks that a fault can happen to the commands of a condition. */
  static void requireFit(Condition when, Fault fault) {
    String text = "\"" + FaultText.of(fault) + "\"";
    if (when.isConnect()) {
      if (!isOfSession(fault) && !isOfGreeting(fault)) {
        throw new IllegalArgumentException(
            text + " makes no sense for a new connection; name a command");
      }
      return;
    }
    if (isOfSession(fault)) {
      throw new IllegalArgumentException(
          text + " concerns a whole session; it begins with a new connection, not with a command");
    }
    Set<String> possible = commandsOf(fault);
    Set<String> wrong = new TreeSet<>(when.verbs());
    wrong.removeAll(possible);
    if (!possible.isEmpty() && !wrong.isEmpty()) {
      throw new IllegalArgumentException(
          text
              + " makes no sense for "
              + String.join(", ", wrong)
              + "; it is possible for "
              + String.join(", ", new TreeSet<>(possible)));
    }
  }

  static boolean isOfSession(Fault fault) {
    return isOfTls(fault) || isOfDialogue(fault);
  }

  static boolean isOfTls(Fault fault) {
    return fault instanceof Fault.Certificate
        || fault instanceof Fault.RefuseResumption
        || fault instanceof Fault.RequireResumption;
  }

  /** Whether a fault concerns all of a session's dialogue. */
  static boolean isOfDialogue(Fault fault) {
    return fault instanceof Fault.WithoutFeature || fault instanceof Fault.Listing;
  }

  /** Whether a fault can happen to the greeting. */
  static boolean isOfGreeting(Fault fault) {
    return fault instanceof Fault.Reply
        || fault instanceof Fault.Delay
        || fault instanceof Fault.Hang
        || fault instanceof Fault.CloseControl;
  }

  /** Whether a command can also have the fault of another rule. */
  static boolean isCombinable(Fault fault) {
    return fault instanceof Fault.Delay || fault instanceof Fault.Throttle || isOfSession(fault);
  }

  /** The commands that a fault is possible for; empty for all. */
  static Set<String> commandsOf(Fault fault) {
    return switch (fault) {
      case Fault.NeverAccept it -> Verbs.PASSIVE;
      case Fault.RefusePassive it -> Verbs.PASSIVE;
      case Fault.WrongPassiveAddress it -> Set.of("PASV");
      case Fault.CutData it -> Verbs.TRANSFERS;
      case Fault.StallData it -> Verbs.TRANSFERS;
      case Fault.NoCloseNotify it -> Verbs.TRANSFERS;
      case Fault.Throttle it -> Verbs.TRANSFERS;
      case Fault.CorruptData it -> Verbs.FILES;
      case Fault.DiskFull it -> Verbs.UPLOADS;
      case Fault.ReadError it -> Verbs.DOWNLOADS;
      default -> Set.of();
    };
  }
}
