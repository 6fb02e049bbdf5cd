package io.github.nioftpd.session;

import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.login.ServerState;
import io.github.nioftpd.wire.ProxyHeader;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What holds for a session from its beginning to its end, also when the server takes over other
 * settings meanwhile.
 *
 * @param settings what all sessions share
 * @param listener where the client came in
 * @param registry what the server knows beyond a session
 * @param proxied what a trusted proxy says of the client, if it came by one
 */
public record SessionContext(
    ServerSettings settings,
    Endpoint listener,
    ServerState registry,
    Optional<ProxyHeader> proxied) {

  /** The terms of a client that comes by itself. */
  public SessionContext(ServerSettings settings, Endpoint listener, ServerState registry) {
    this(settings, listener, registry, Optional.empty());
  }

  /** The same for a client that may have come by a proxy. */
  public SessionContext proxied(Optional<ProxyHeader> header) {
    return new SessionContext(settings, listener, registry, header);
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
