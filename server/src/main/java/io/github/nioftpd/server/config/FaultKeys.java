package io.github.nioftpd.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The faults of which a rule has one. */
public record FaultKeys(
    @Key("Reply that is sent instead of running the command, such as \"452 Disk full\".")
        Optional<String> reply,
    @Key("Reply that is sent instead of the last reply of the command.")
        Optional<String> finalReply,
    @Key("Pause before the command.") Optional<Duration> delay,
    @Key("Address in the reply to PASV.") Optional<String> passiveAddress,
    @Key("Bytes after which the data connection ends.") Optional<Size> cutData,
    @Key(value = "How cut-data ends it; proper sends close_notify, too.", otherwise = "reset")
        End cutEnd,
    @Key("Bytes after which nothing moves any more.") Optional<Size> stallData,
    @Key("Speed of the data connection.") Optional<Rate> throttle,
    @Key("Bytes of an upload after which the disk is full.") Optional<Size> diskFull,
    @Key("Bytes of a download after which the file cannot be read.") Optional<Size> readError,
    @Key("Bytes of a transfer before the one that is changed.") Optional<Size> corruptData,
    @Key("Certificate that clients must reject, in all of the session.")
        Optional<Problem> certificate,
    @Key("Feature of FEAT that is missing in all of the session, such as MLST.")
        Optional<String> withoutFeature,
    @Key("Form of LIST in all of the session.") Optional<Listing> listing,
    @Key("A fault without a value.") Optional<Plain> then) {

  /** The end of a data connection. */
  public enum End {
    /** With close_notify. */
    PROPER,
    /** With FIN. */
    FIN,
    /** With RST. */
    RESET
  }

  /** The problem of a certificate. */
  public enum Problem {
    /** It has expired. */
    EXPIRED,
    /** It is for another host. */
    OTHER_NAME
  }

  /** The forms of LIST. */
  public enum Listing {
    /** IIS. */
    IIS,
    /** IIS with years of four digits. */
    IIS_LONG_YEAR,
    /** IIS with a clock of 24 hours. */
    IIS_24_HOURS,
    /** ls with ISO dates. */
    UNIX_ISO,
    /** ls with odd dates and sizes. */
    UNIX_ODD
  }

  /** Faults without a value. */
  public enum Plain {
    /** No answer any more. */
    HANG,
    /** The command runs, and its last reply is not sent. */
    NO_FINAL_REPLY,
    /** A FIN on the control connection. */
    CLOSE_CONTROL,
    /** A RST on the control connection. */
    RESET_CONTROL,
    /** A passive port that establishes connections and sends nothing. */
    NEVER_ACCEPT,
    /** A passive port that refuses connections. */
    REFUSE_PASSIVE,
    /** TLS of the data connection ends without close_notify. */
    NO_CLOSE_NOTIFY,
    /** TLS sessions are not resumed. */
    REFUSE_RESUMPTION,
    /** Data connections must resume. */
    REQUIRE_RESUMPTION
  }

  /** Checks that there is one fault. */
  public FaultKeys {
    long count =
        List.of(
                reply,
                finalReply,
                delay,
                passiveAddress,
                cutData,
                stallData,
                throttle,
                diskFull,
                readError,
                corruptData,
                certificate,
                withoutFeature,
                listing,
                then)
            .stream()
            .filter(Optional::isPresent)
            .count();
    if (count != 1) {
      throw new IllegalArgumentException(
          "expected one fault, such as reply, cut-data or then, but there are " + count);
    }
  }
}
