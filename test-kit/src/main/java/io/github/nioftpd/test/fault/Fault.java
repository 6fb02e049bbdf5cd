package io.github.nioftpd.test.fault;

import io.github.nioftpd.event.FtpReply;
import io.github.nioftpd.intercept.DataCutException;
import java.net.Inet4Address;
import java.time.Duration;

/** A way in which the server misbehaves. Immutable data; {@link Faults} carries it out. */
public sealed interface Fault {

  // ---- the dialogue

  /**
   * A reply that is sent instead of running the command; on a connection, instead of the greeting.
   * A reply with code 421 ends the session.
   *
   * @param reply the reply
   */
  record Reply(FtpReply reply) implements Fault {}

  /**
   * A reply that is sent at the end of a command, instead of that of the command, which runs.
   *
   * @param reply the reply, with a code of 200 or more
   */
  record FinalReply(FtpReply reply) implements Fault {}

  /** The command runs, and its last reply (such as 226) is not sent. */
  record OmitFinalReply() implements Fault {}

  /**
   * A pause before a command runs, or before the greeting.
   *
   * @param time more than zero
   */
  record Delay(Duration time) implements Fault {}

  /** The session answers nothing any more, until the client disconnects or the fault is cleared. */
  record Hang() implements Fault {}

  /**
   * The control connection is closed without a reply.
   *
   * @param reset true for a TCP reset, false for an orderly end
   */
  record CloseControl(boolean reset) implements Fault {}

  // ---- passive mode

  /** PASV or EPSV names a port where connections are established, and nothing else happens. */
  record NeverAccept() implements Fault {}

  /** PASV or EPSV names a port that refuses connections. */
  record RefusePassive() implements Fault {}

  /**
   * PASV names another address, as behind a badly configured NAT.
   *
   * @param address the address
   */
  record WrongPassiveAddress(Inet4Address address) implements Fault {}

  // ---- the data connection

  /**
   * The data connection ends in the middle of the transfer, which fails with 426.
   *
   * @param after the bytes that are moved before, 0 or more
   * @param end how the connection ends
   */
  record CutData(long after, DataCutException.End end) implements Fault {}

  /**
   * Nothing moves on the data connection any more, until it is closed or the fault is cleared.
   *
   * @param after the bytes that are moved before, 0 or more
   */
  record StallData(long after) implements Fault {}

  /** TLS on the data connection ends without close_notify. */
  record NoCloseNotify() implements Fault {}

  /**
   * The data moves slowly.
   *
   * @param bytesPerSecond 1 or more
   */
  record Throttle(long bytesPerSecond) implements Fault {}

  /**
   * An upload finds the disk full, and fails with 452.
   *
   * @param after the bytes that are stored before, 0 or more
   */
  record DiskFull(long after) implements Fault {}

  /**
   * A download cannot read the file, and fails with 451.
   *
   * @param after the bytes that are read before, 0 or more
   */
  record ReadError(long after) implements Fault {}

  /**
   * One byte of the file changes on its way.
   *
   * @param at the bytes of the transfer before it, 0 or more; after REST, from its offset on
   */
  record CorruptData(long at) implements Fault {}

  // ---- the whole session

  /**
   * The server presents a certificate that a client must reject.
   *
   * @param problem the problem
   */
  record Certificate(Problem problem) implements Fault {

    /** A reason to reject a certificate of a trusted authority. */
    public enum Problem {
      /** It has expired. */
      EXPIRED,
      /** It is for another host. */
      OTHER_NAME
    }
  }

  /** Data connections cannot resume the TLS session of their control connection. */
  record RefuseResumption() implements Fault {}

  /** Data connections that do not resume the TLS session are refused with 522. */
  record RequireResumption() implements Fault {}

  /**
   * A feature is missing: its line of FEAT, and its commands, which are answered with 500; for
   * UTF8, OPTS UTF8 is answered with 501.
   *
   * @param name the first word of its line in FEAT, such as MLST, or MLSD for the same
   */
  record WithoutFeature(String name) implements Fault {

    /**
     * Checks the name, and puts it into upper case.
     *
     * @throws IllegalArgumentException if there is no such feature
     */
    public WithoutFeature {
      name = Verbs.feature(name);
    }
  }

  /**
   * LIST and SYST answer like another server.
   *
   * @param dialect the other server
   */
  record Listing(Dialect dialect) implements Fault {}
}
