package io.github.nioftpd.server.cli;

import io.github.nioftpd.server.config.DataSection;
import io.github.nioftpd.server.config.PassiveSection;
import io.github.nioftpd.server.config.Ports;
import io.github.nioftpd.server.config.binding.OptionValue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for addresses and ports. */
final class NetworkOptions {

  @Option(
      names = {"-i", "--interface"},
      paramLabel = "ADDRESS",
      description =
          "Address to listen on (default: 127.0.0.1). 0.0.0.0, :: or '' listen on all addresses,"
              + " IPv4 and IPv6.")
  String listen = "127.0.0.1";

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "Port to listen on (default: 2121; 0: any free port).")
  int port = 2121;

  @Option(
      names = {"-n", "--nat-address"},
      paramLabel = "ADDRESS",
      description =
          "Address or host name that clients use for passive data connections, if the server is"
              + " behind NAT.")
  @Nullable String natAddress;

  @Option(
      names = {"-r", "--range"},
      paramLabel = "FROM-TO",
      description = "Ports for passive data connections, such as 8000-9000 (default: any).")
  @Nullable String range;

  @Option(
      names = "--permit-foreign-addresses",
      description = "Allow data connections with hosts other than the client.")
  boolean foreignAddresses;

  @Option(
      names = "--permit-privileged-ports",
      description = "Allow active data connections to ports below 1024.")
  boolean privilegedPorts;

  PassiveSection passive() {
    Optional<Ports> ports =
        range == null
            ? Optional.empty()
            : Optional.of(OptionValue.read("--range", Ports.class, range));
    return new PassiveSection(ports, Optional.ofNullable(natAddress), Map.of());
  }

  DataSection data() {
    return new DataSection(foreignAddresses, privilegedPorts);
  }

  InetSocketAddress address() {
    OptionValue.within("--port", port, 0, 65_535);
    if (listen.isEmpty()) {
      return new InetSocketAddress(port);
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(listen), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "--interface: " + listen + " is neither an IP address nor a known host name", e);
    }
  }
}
