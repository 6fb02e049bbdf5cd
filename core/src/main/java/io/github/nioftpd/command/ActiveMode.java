package io.github.nioftpd.command;

import io.github.nioftpd.data.Active;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What PORT and EPRT have in common: the server connects only to the client itself and to no port
 * of a well-known service, unless it is told otherwise, so that it cannot be made to attack others
 * (RFC 2577).
 */
final class ActiveMode {

  private static final int FIRST_UNPRIVILEGED = 1024;

  private ActiveMode() {}

  static Reply use(Session session, InetSocketAddress target) throws IOException {
    if (session.parameters().isExtendedOnly()) {
      throw new Refused(501, "Not allowed after EPSV ALL.");
    }
    check(session, target);
    InetAddress client = session.remote().getAddress();
    InetSocketAddress known = // with the zone of a link-local address
        client.equals(target.getAddress())
            ? new InetSocketAddress(client, target.getPort())
            : target;
    session.route(new Active(session.local(), known, session.settings().limits().dataConnect()));
    return Reply.of(200, "The next transfer uses active mode.");
  }

  private static void check(Session session, InetSocketAddress target) throws Refused {
    InetAddress host = target.getAddress();
    boolean own = host.equals(session.remote().getAddress());
    boolean nowhere = host.isAnyLocalAddress() || host.isMulticastAddress();
    if (nowhere || (!own && !session.settings().data().foreignAddresses())) {
      throw new Refused(501, "Data connections to other hosts are not allowed.");
    }
    int port = target.getPort();
    boolean privileged = port < FIRST_UNPRIVILEGED;
    if (port == 0 || (privileged && !session.settings().data().privilegedPorts())) {
      throw new Refused(501, "Data connections to privileged ports are not allowed.");
    }
  }
}
