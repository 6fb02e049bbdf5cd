package io.github.nioftpd.server.config;

import java.nio.file.Path;
import java.util.Optional;

/** Storage of the quota usage. */
public record QuotaSection(
    @Key(value = "Database file that keeps the usage across restarts.") Optional<Path> database) {

  /** Usage is kept in memory only. */
  public static final QuotaSection MEMORY = new QuotaSection(Optional.empty());
}
