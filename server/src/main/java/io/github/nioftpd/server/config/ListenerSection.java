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
    @Key("Address and port; '*' or 0.0.0.0 for all addresses.") InetSocketAddress address,
    @Key(
            value =
                "Without TLS, with AUTH TLS (explicit), or with a handshake first (implicit,"
                    + " usually port 990).",
            otherwise = "off")
        Mode tls,
    @Key(value = "Which connections have to be under TLS.", otherwise = "none") Required require,
    @Key(value = "Whether clients show certificates.", otherwise = "none")
        ClientCertificates clientCertificates,
    @Key(
            value = "Whether data connections resume the TLS session of the control connection.",
            otherwise = "offered")
        Resumption resumption,
    @Key(value = "Whether CCC may end TLS on the control connection.", otherwise = "false")
        boolean ccc,
    @Key("The trusted proxies, whose connections begin with a header of the PROXY protocol.")
        List<Network> proxies,
    @Key("What is tolerated of old clients; no-close-notify: uploads that do not end TLS.")
        List<Compatibility> compatibility,
    @Key("The same for the clients of certain networks, such as 10.0.0.0/8: [no-close-notify].")
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
