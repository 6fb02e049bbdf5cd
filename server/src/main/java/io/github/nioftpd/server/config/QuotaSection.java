package io.github.nioftpd.server.config;

import java.nio.file.Path;
import java.util.Optional;

/** Where uploads are counted. */
public record QuotaSection(
    @Key(value = "The file in which the counts survive a restart.") Optional<Path> database) {}
