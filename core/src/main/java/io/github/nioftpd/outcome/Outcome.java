package io.github.nioftpd.outcome;

/**
 * The result of a command. The session loop acts on it, so that no command can answer twice or not
 * at all.
 */
public sealed interface Outcome
    permits Reply, Transfer, Outcome.Quit, Outcome.StartTls, Outcome.EndTls, Outcome.Intercepted {

  /**
   * The session ends after a last reply.
   *
   * @param reply the last reply
   */
  record Quit(Reply reply) implements Outcome {}

  /**
   * TLS begins on the control connection after a reply in clear text.
   *
   * @param reply the reply
   */
  record StartTls(Reply reply) implements Outcome {}

  /**
   * TLS ends on the control connection after a last reply under it.
   *
   * @param reply the reply
   */
  record EndTls(Reply reply) implements Outcome {}

  /** An interceptor has answered the command, or closed the connection. */
  record Intercepted() implements Outcome {}
}
