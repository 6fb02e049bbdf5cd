package io.github.nioftpd.server.config;

import java.util.Map;
import java.util.Optional;

/** Passive data connections. */
public record PassiveSection(
    @Key("The ports, which a firewall has to let through; by default any.") Optional<Ports> ports,
    @Key(
            "The address or host name that clients use, behind a NAT; by default the one they came"
                + " to.")
        Optional<String> address,
    @Key(value = "Other addresses for clients of certain networks, such as 10.0.0.0/8: 10.1.2.3.")
        Map<String, String> addressesByNetwork) {}
