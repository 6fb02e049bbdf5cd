package io.github.nioftpd.session;

import io.github.nioftpd.event.LogText;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.wire.Request;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines that {@code -D} logs for a session: each command and each reply. */
record CommandLog(Session session) {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  private String prefix() {
    return EventLog.prefix(session.client());
  }

  /** A client has connected and disconnected, and sent nothing. */
  void silent() {
    LOG.debug("{} connected and sent nothing", prefix());
  }

  void reply(Reply reply) {
    if (LOG.isDebugEnabled()) {
      LOG.debug("{} -> {} {}", prefix(), reply.code(), LogText.escape(reply.lines().getLast()));
    }
  }

  /**
   * Of a command that is not known four characters are shown and no argument: it may be a password
   * without its verb, or a PASS without its space. ACCT is a password by its RFC, and words of SITE
   * that are not known, such as PSWD, may carry one.
   */
  void command(Request request, Optional<Command> command) {
    if (LOG.isDebugEnabled()) {
      String verb = request.verb();
      String shown = command.isEmpty() ? verb.substring(0, Math.min(4, verb.length())) : verb;
      boolean secret = command.map(one -> one.spec().has(Trait.SECRET)).orElse(true);
      String argument = secret ? "******" : LogText.escape(request.argument());
      LOG.debug("{} <- {} {}", prefix(), LogText.escape(shown), argument);
    }
  }
}
