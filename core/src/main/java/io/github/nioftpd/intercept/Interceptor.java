package io.github.nioftpd.intercept;

import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.FtpReply;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Observes the dialogue of one session and changes it. It exists for tests of FTP clients: it can
 * make the server break the protocol.
 *
 * <p>All methods are called on the thread of the session, one at a time, and may block; other
 * sessions do not wait. A method that blocks long has to watch the session, see {@link
 * Factory#open}: it then notices neither ABOR nor a disconnect by itself.
 */
public interface Interceptor {

  /** The interceptor that changes nothing. */
  Interceptor NONE = new Interceptor() {};

  /** Creates the interceptors of sessions. Must be safe for use by several threads. */
  @FunctionalInterface
  interface Factory {

    /** The factory of {@link Interceptor#NONE}. */
    Factory NONE = (client, open) -> Interceptor.NONE;

    /**
     * {@return the interceptor of a session that begins}
     *
     * @param client the session, before its login
     * @param open whether the session goes on: false once its client has disconnected, or it is to
     *     end; safe for use by several threads
     */
    Interceptor open(Client client, BooleanSupplier open);
  }

  /** What happens to a command or a reply. */
  sealed interface Action {

    /** The command runs; the reply is sent. */
    Action PROCEED = new Proceed();

    /** The command runs; the reply is sent. */
    record Proceed() implements Action {}

    /**
     * Replies that are sent instead, without another call of the interceptor. A command does not
     * run. A reply with code 421 ends the session.
     *
     * @param replies the replies; if there are none, the client gets no answer
     */
    record Answer(List<FtpReply> replies) implements Action {

      /** Copies the list. */
      public Answer {
        replies = List.copyOf(replies);
      }
    }

    /**
     * The control connection is closed. A command does not run, a reply is not sent, a transfer is
     * aborted.
     *
     * @param reset true for a TCP reset, false for an orderly end
     */
    record Close(boolean reset) implements Action {}
  }

  /**
   * {@return the TLS policy of the session}
   *
   * @param policy the policy of the listener
   */
  default TlsPolicy tls(TlsPolicy policy) {
    return policy;
  }

  /**
   * Called for each command before it is checked.
   *
   * @param command the command
   * @return what happens to it
   */
  default Action command(Exchange command) {
    return Action.PROCEED;
  }

  /**
   * Called for each reply before it is sent, also for those that announce and end a transfer.
   *
   * @param command the command that the reply belongs to
   * @param reply the reply
   * @return what happens to it
   */
  default Action reply(Exchange command, FtpReply reply) {
    return Action.PROCEED;
  }

  /**
   * Called when a transfer begins, before its first reply.
   *
   * @param command the command that transfers a file or a listing
   * @return the interceptor of its data connection
   */
  default DataInterceptor data(Exchange command) {
    return DataInterceptor.NONE;
  }

  /** Called once, after the session has ended. */
  default void closed() {}
}
