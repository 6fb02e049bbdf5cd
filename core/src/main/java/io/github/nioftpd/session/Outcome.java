package io.github.nioftpd.session;

/**
 * What a command comes to. The loop acts on it, so that no command can answer twice or not at all.
 */
public sealed interface Outcome permits Reply, Transfer, Outcome.Quit {

  /**
   * The session ends after a last reply.
   *
   * @param reply the last reply
   */
  record Quit(Reply reply) implements Outcome {}
}
