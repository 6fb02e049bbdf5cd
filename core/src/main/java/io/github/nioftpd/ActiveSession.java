package io.github.nioftpd;

import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.FtpEvent.Transfer;
import io.github.nioftpd.session.SessionLoop;
import java.time.Instant;
import java.util.Optional;

/**
 * A session at the moment of {@link FtpServer#sessions()}. Its values do not change later. Safe for
 * use by several threads.
 */
public final class ActiveSession {

  private final SessionLoop loop;
  private final Client client;
  private final String command;
  private final Optional<Transfer> transfer;

  ActiveSession(SessionLoop loop) {
    this.loop = loop;
    this.client = loop.session().client();
    this.command = loop.session().command();
    this.transfer = loop.session().running();
  }

  /** {@return number, address and user of the session, the same as in its events} */
  public Client client() {
    return client;
  }

  /** {@return the time at which the client connected} */
  public Instant since() {
    return loop.session().since();
  }

  /**
   * {@return the verb of the command that runs, as the client sent it, in upper case; empty if the
   * session waits for a command}
   */
  public String command() {
    return command;
  }

  /**
   * {@return the transfer of a file that runs, with the bytes and the time so far; empty if there
   * is none}
   */
  public Optional<Transfer> transfer() {
    return transfer;
  }

  /**
   * Ends the session: aborts its transfer (426), sends 421 and closes the control connection.
   * Returns at once, and does nothing if the session has ended. If the client does not take the
   * replies, or a call of the file system does not return, the control connection is closed after
   * 10 seconds; the session stays in the list until the call returns.
   */
  public void end() {
    loop.end();
  }
}
