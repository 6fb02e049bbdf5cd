package io.github.nioftpd.server.config;

import java.util.Map;
import java.util.Optional;

/** Passive data connections. */
public record PassiveSection(
    @Key("Port range, which must be open in the firewall; default: any port.")
        Optional<Ports> ports,
    @Key(
            "Address or host name that clients use if the server is behind NAT; "
                + "default: the address they connected to.")
        Optional<String> address,
    @Key(
            value =
                "Different addresses for clients of certain networks, such as "
                    + "10.0.0.0/8: 10.1.2.3.")
        Map<String, String> addressesByNetwork) {}
