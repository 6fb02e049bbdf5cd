package io.github.nioftpd.test.fault;

import io.github.nioftpd.event.FtpReply;
import java.util.Locale;

/** Faults as a person reads them. */
final class FaultText {

  private FaultText() {}

  static String of(Fault fault) {
    return switch (fault) {
      case Fault.Reply it -> "reply " + text(it.reply());
      case Fault.FinalReply it -> "final reply " + text(it.reply());
      case Fault.OmitFinalReply it -> "no final reply";
      case Fault.Delay it -> "delay of " + it.time();
      case Fault.Hang it -> "hang";
      case Fault.CloseControl it -> (it.reset() ? "reset" : "close") + " the control connection";
      case Fault.NeverAccept it -> "never accept the passive connection";
      case Fault.RefusePassive it -> "refuse the passive connection";
      case Fault.WrongPassiveAddress it -> "passive address " + it.address().getHostAddress();
      case Fault.CutData it ->
          "cut the data connection (" + words(it.end()) + ") after " + it.after() + " bytes";
      case Fault.StallData it -> "stall after " + it.after() + " bytes";
      case Fault.NoCloseNotify it -> "no close_notify";
      case Fault.Throttle it -> it.bytesPerSecond() + " bytes per second";
      case Fault.DiskFull it -> "disk full after " + it.after() + " bytes";
      case Fault.ReadError it -> "read error after " + it.after() + " bytes";
      case Fault.CorruptData it -> "corrupt byte at " + it.at();
      case Fault.Certificate it -> "certificate: " + words(it.problem());
      case Fault.RefuseResumption it -> "refuse TLS resumption";
      case Fault.RequireResumption it -> "require TLS resumption";
      case Fault.WithoutFeature it -> "no feature " + it.name();
      case Fault.Listing it -> "listing " + it.dialect();
    };
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String text(FtpReply reply) {
    return reply.code() + " " + String.join(" / ", reply.lines());
  }
}
