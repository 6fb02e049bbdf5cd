package io.github.nioftpd.session;

import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.wire.MalformedLineException.Fault;
import io.github.nioftpd.wire.Request;

/** Something that comes through the {@link Inbox} of a session. */
sealed interface Item {
  /** A command line. */
  record Line(Request request) implements Item {}

  /** A line that is none. */
  record Malformed(Fault fault) implements Item {}

  /** The running transfer has ended with this reply. */
  record Finished(Reply reply) implements Item {}

  /** Something without a content. */
  enum Signal implements Item {
    /** Nothing came in time. */
    TIMEOUT,
    /** The client closed the control connection. */
    HANG_UP,
    /** The client wants the running transfer to end; the command itself is still to come. */
    ABORT,
    /** The server is to close. */
    SHUTDOWN,
    /** The session is to end, its transfer at once. */
    END
  }
}
