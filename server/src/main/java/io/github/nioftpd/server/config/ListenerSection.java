package io.github.nioftpd.server.config;

import io.github.nioftpd.config.Compatibility;
import io.github.nioftpd.config.Network;
import io.github.nioftpd.config.TlsPolicy.ClientCertificates;
import io.github.nioftpd.config.TlsPolicy.Resumption;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** An address to listen on. */
public record ListenerSection(
    @Key("Address and port; '*' or 0.0.0.0: all addresses.") InetSocketAddress address,
    @Key(
            value =
                "TLS: off, explicit (after AUTH TLS), or implicit (from the start, "
                    + "usually on port 990).",
            otherwise = "off")
        Mode tls,
    @Key(
            value =
                "Connections that must use TLS: control covers logins, data covers " + "transfers.",
            otherwise = "none")
        Required require,
    @Key(value = "Client certificates: not requested, optional or required.", otherwise = "none")
        ClientCertificates clientCertificates,
    @Key(
            value =
                "Whether data connections resume the TLS session of their control "
                    + "connection. With required, no other client can take over a data "
                    + "connection.",
            otherwise = "offered")
        Resumption resumption,
    @Key(
            value = "Allows clients to end TLS on the control connection after login " + "(CCC).",
            otherwise = "false")
        boolean ccc,
    @Key("Trusted proxies; their connections must begin with a PROXY protocol " + "header.")
        List<Network> proxies,
    @Key(
            "Workarounds for old clients. no-close-notify accepts uploads that "
                + "end without a TLS close_notify.")
        List<Compatibility> compatibility,
    @Key("Workarounds for clients of certain networks, such as 10.0.0.0/8: " + "[no-close-notify].")
        Map<String, List<Compatibility>> compatibilityByNetwork) {

  /** How TLS begins. */
  public enum Mode {
    /** Never. */
    OFF,
    /** With AUTH. */
    EXPLICIT,
    /** At once. */
    IMPLICIT
  }

  /** Which connections have to be under TLS. */
  public enum Required {
    /** None. */
    NONE,
    /** The control connection, before the login. */
    CONTROL,
    /** Data connections. */
    DATA,
    /** Both. */
    BOTH;

    /** Whether the control connection is among them. */
    public boolean isOfControl() {
      return this == CONTROL || this == BOTH;
    }

    /** Whether data connections are. */
    public boolean isOfData() {
      return this == DATA || this == BOTH;
    }
  }

  static ListenerSection at(InetSocketAddress address) {
    return new ListenerSection(
        address,
        Mode.OFF,
        Required.NONE,
        ClientCertificates.NONE,
        Resumption.OFFERED,
        false,
        List.of(),
        List.of(),
        Map.of());
  }
}
