package io.github.nioftpd.server.config;

/** What data connections are allowed. */
public record DataSection(
    @Key(value = "Whether they may lead to other addresses than the client's.", otherwise = "false")
        boolean foreignAddresses,
    @Key(value = "Whether active ones may lead to ports below 1024.", otherwise = "false")
        boolean privilegedPorts) {}
