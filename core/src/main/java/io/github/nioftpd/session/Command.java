package io.github.nioftpd.session;

import io.github.nioftpd.outcome.Outcome;
import java.io.IOException;

/**
 * A command is a function of a session and a call. It never writes to the client: what it returns
 * or throws becomes the reply.
 *
 * <p>One instance serves all sessions, so it keeps no state.
 */
public interface Command {

  /** The description of the command; always the same. */
  Spec spec();

  /** Carries the command out. The checks that {@link #spec()} asks for were made. */
  Outcome run(Session session, Call call) throws IOException;
}
