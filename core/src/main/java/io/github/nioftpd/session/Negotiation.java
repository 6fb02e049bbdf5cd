package io.github.nioftpd.session;

import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.event.LogText;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.tls.SecurityAssociation;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Begins and ends TLS on the control connection, on the session's thread. A failure ends the
 * session: the meaning of the bytes that follow is unknown.
 */
record Negotiation(Session session, Control control, Interception replies) {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  /** Makes the handshake where it comes before all else; tells why the session ends, or nothing. */
  String beginIfImplicit() {
    Optional<TlsPolicy> policy = session.tlsState().policy();
    return policy.isPresent() && policy.get().implicit() ? shake(policy.get()) : "";
  }

  /** Begins TLS after a reply in clear text; tells why the session ends, or nothing. */
  String begin(Reply reply) throws IOException {
    if (control.hasReadAhead()) {
      return refuse();
    }
    session.reset(null);
    replies.write(reply);
    return shake(session.tlsState().policy().orElseThrow());
  }

  /** Bytes sent ahead may have been injected on the way (CVE-2011-1575). */
  private String refuse() throws IOException {
    replies.write(Reply.of(503, "Commands must not be sent before TLS has started or ended."));
    return "commands sent ahead of TLS";
  }

  private String shake(TlsPolicy policy) {
    try {
      TlsPolicy effective = replies.interceptor().tls(policy);
      SecurityAssociation association = new SecurityAssociation(effective);
      control.startTls(association, session.tlsState().host());
      session.tlsState().begin(association, control);
      if (LOG.isDebugEnabled()) {
        LOG.debug("{} {}", prefix(), control.cipher());
      }
      return "";
    } catch (IOException e) {
      return failed("TLS handshake failed", e);
    }
  }

  /** Ends TLS after a last reply under it; tells why the session ends, or nothing. */
  String end(Reply reply) throws IOException {
    if (control.hasReadAhead()) {
      return refuse();
    }
    replies.write(reply);
    try {
      control.endTls();
      session.tlsState().clearControl();
      return "";
    } catch (IOException e) {
      return failed("TLS did not end properly", e);
    }
  }

  private String failed(String what, IOException e) {
    Level level = control.hasReceived() ? Level.INFO : Level.DEBUG; // a probe sends nothing
    LOG.atLevel(level)
        .log("{} {}: {}", prefix(), what, LogText.escape(String.valueOf(e.getMessage())));
    return what;
  }

  private String prefix() {
    return EventLog.prefix(session.client());
  }
}
