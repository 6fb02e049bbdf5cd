package io.github.nioftpd.command;

import io.github.nioftpd.data.Passive;
import io.github.nioftpd.session.ServerSettings;
import io.github.nioftpd.session.Session;
import java.io.IOException;
import java.net.InetAddress;

/** What PASV and EPSV have in common: one listener per session, for the client alone. */
final class PassiveMode {

  private PassiveMode() {}

  /**
   * Listens for the next transfer; the listener before is closed first, so that a small range
   * suffices.
   */
  static int listen(Session session, InetAddress given) throws IOException {
    ServerSettings settings = session.settings();
    session.closeRoute();
    Passive route =
        new Passive(
            settings.passivePorts(),
            session.local().getAddress(),
            settings.limits().dataConnect(),
            new Passive.PeerRule(
                session.remote().getAddress(),
                given,
                session.listener().proxies(),
                settings.data().foreignAddresses(),
                session.tlsState()::data));
    session.route(route);
    return route.port();
  }
}
