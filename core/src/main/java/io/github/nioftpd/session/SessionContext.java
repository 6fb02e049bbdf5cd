package io.github.nioftpd.session;

import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.login.ServerState;
import io.github.nioftpd.wire.ProxyHeader;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Settings and origin of a session. They stay the same from its beginning to its end, also when the
 * server is reloaded.
 *
 * @param settings what all sessions share
 * @param listener the listener that the client connected to
 * @param state the state that outlives a session
 * @param proxied the header of a trusted proxy, if the client connected through one
 */
public record SessionContext(
    ServerSettings settings, Endpoint listener, ServerState state, Optional<ProxyHeader> proxied) {

  /** The context of a client that connects directly. */
  public SessionContext(ServerSettings settings, Endpoint listener, ServerState state) {
    this(settings, listener, state, Optional.empty());
  }

  /** The same for a client that may have connected through a proxy. */
  public SessionContext proxied(Optional<ProxyHeader> header) {
    return new SessionContext(settings, listener, state, header);
  }

  /** The client's end of the control connection, or of the one with the proxy. */
  public InetSocketAddress client(InetSocketAddress remote) {
    return proxied.map(ProxyHeader::source).orElse(remote);
  }

  /** The address that the client connected to, given this server's end of the connection. */
  InetSocketAddress reached(InetSocketAddress local) {
    return proxied.map(ProxyHeader::destination).orElse(local);
  }
}
