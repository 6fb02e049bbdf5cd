package io.github.nioftpd.server.config;

/** Restrictions of data connections. */
public record DataSection(
    @Key(value = "Allows data connections with hosts other than the client.", otherwise = "false")
        boolean foreignAddresses,
    @Key(value = "Allows active data connections to ports below 1024.", otherwise = "false")
        boolean privilegedPorts) {}
