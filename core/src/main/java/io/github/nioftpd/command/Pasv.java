package io.github.nioftpd.command;

import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import io.github.nioftpd.wire.HostPort;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PASV: has the client connect to the server for the next transfer. */
final class Pasv implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("PASV", "", "RFC 959 4.1.2").with(Trait.IN_BETWEEN);

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    if (session.parameters().isExtendedOnly()) {
      return Reply.of(501, "Not allowed after EPSV ALL.");
    }
    Optional<Inet4Address> host = host(session);
    if (host.isEmpty()) {
      return Reply.of(425, "No IPv4 address to connect to; use EPSV.");
    }
    int port = PassiveMode.listen(session, host.get());
    return Reply.of(227, "Entering passive mode (" + HostPort.format(host.get(), port) + ").");
  }

  /** The advertised address, its name resolved anew, or the one the client has reached. */
  private static Optional<Inet4Address> host(Session session) {
    InetAddress client = session.remote().getAddress();
    Optional<String> advertised = session.settings().passivePorts().ports().advertisedTo(client);
    List<InetAddress> all =
        advertised.isPresent()
            ? resolve(advertised.get())
            : List.of(session.reached().getAddress());
    return all.stream()
        .filter(Inet4Address.class::isInstance)
        .map(Inet4Address.class::cast)
        .findFirst();
  }

  private static List<InetAddress> resolve(String name) {
    try {
      return Arrays.asList(InetAddress.getAllByName(name));
    } catch (UnknownHostException e) {
      LOG.warn("the advertised address {} cannot be resolved", name);
      return List.of();
    }
  }
}
