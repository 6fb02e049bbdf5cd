package io.github.nioftpd.command;

import io.github.nioftpd.data.Passive;
import io.github.nioftpd.session.ServerSettings;
import io.github.nioftpd.session.Session;
import java.io.IOException;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What PASV and EPSV have in common: one listener per session, for the client alone. */
final class PassiveMode {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  private PassiveMode() {}

  /**
   * Listens for the next transfer; the listener before is closed first, so that a small range
   * suffices.
   */
  static int listen(Session session) throws IOException {
    ServerSettings settings = session.settings();
    InetAddress client = session.remote().getAddress();
    session.closeRoute();
    Passive route =
        new Passive(
            settings.passivePorts(),
            session.local().getAddress(),
            settings.limits().dataConnect(),
            host -> settings.foreignAddresses() || host.equals(client),
            stranger ->
                LOG.warn(
                    "a stranger, {}, came to a passive port of {} and was closed",
                    stranger.getAddress().getHostAddress(),
                    client.getHostAddress()));
    session.route(route);
    return route.port();
  }
}
