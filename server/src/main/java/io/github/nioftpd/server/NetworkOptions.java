package io.github.nioftpd.server;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.config.Compatibility;
import io.github.nioftpd.config.DataPolicy;
import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.config.PassivePorts;
import io.github.nioftpd.config.TlsPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for addresses and ports. */
final class NetworkOptions {

  private static final Pattern RANGE = Pattern.compile("\\s*([0-9]{1,5})\\s*-\\s*([0-9]{1,5})\\s*");

  @Option(
      names = {"-i", "--interface"},
      paramLabel = "ADDRESS",
      description =
          "The address to listen on (default: 127.0.0.1; 0.0.0.0, :: or '' for all, IPv4 and"
              + " IPv6).")
  String listen = "127.0.0.1";

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "The port to listen on (default: 2121; 0 for any).")
  int port = 2121;

  @Option(
      names = {"-n", "--nat-address"},
      paramLabel = "ADDRESS",
      description =
          "The address or host name that clients use for passive connections, behind a NAT.")
  @Nullable String natAddress;

  @Option(
      names = {"-r", "--range"},
      paramLabel = "FROM-TO",
      description = "The ports for passive connections, e.g. 8000-9000 (default: any).")
  @Nullable String range;

  @Option(
      names = "--permit-foreign-addresses",
      description = "Allow data connections with other addresses than the client's.")
  boolean foreignAddresses;

  @Option(
      names = "--permit-privileged-ports",
      description = "Allow active connections to ports below 1024.")
  boolean privilegedPorts;

  PassivePorts passivePorts() {
    PassivePorts ports = PassivePorts.ANY;
    if (range != null) {
      Matcher matcher = RANGE.matcher(range);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "the range of ports is FROM-TO, such as 8000-9000, not " + range);
      }
      ports =
          PassivePorts.range(
              Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
    if (natAddress == null) {
      return ports;
    }
    if (natAddress.isBlank() || natAddress.contains(":")) {
      throw new IllegalArgumentException(
          "the NAT address is a host name or an IPv4 address, not " + natAddress);
    }
    return ports.advertising(natAddress);
  }

  /** The address to listen on. */
  InetSocketAddress address() {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
    }
    if (listen.isEmpty()) {
      return new InetSocketAddress(port);
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(listen), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          listen + " is neither an address nor a known host name (-i)", e);
    }
  }

  /** What this server may be called by others, for a certificate. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    if (natAddress != null) {
      names.add(natAddress);
    }
    if (!listen.isEmpty() && !address().getAddress().isAnyLocalAddress()) {
      names.add(listen);
    }
    return names;
  }

  void apply(FtpServer.Builder builder, Optional<TlsPolicy> tls, Set<Compatibility> compatibility) {
    Endpoint clear = Endpoint.at(address()).compatibility(compatibility);
    builder
        .listen(tls.map(clear::tls).orElse(clear))
        .passivePorts(passivePorts())
        .data(
            DataPolicy.DEFAULT.foreignAddresses(foreignAddresses).privilegedPorts(privilegedPorts));
  }

  /** Says in a sentence why the server could not listen. */
  IOException explained(IOException e) {
    String reason = String.valueOf(e.getMessage());
    String where = "port " + port + (listen.isEmpty() ? "" : " of " + listen);
    if (reason.contains("in use")) {
      return new IOException(
          where + " is taken by another program; choose another port with -p", e);
    }
    if (reason.contains("ermission denied")) {
      String right = "the right to listen on ports below 1024 (CAP_NET_BIND_SERVICE)";
      return new IOException(where + " needs " + right + "; others such as -p 2121 do not", e);
    }
    if (reason.contains("annot assign requested address")) {
      return new IOException(listen + " is not an address of this machine (-i)", e);
    }
    return new IOException(where + " cannot be listened on: " + reason, e);
  }
}
