package io.github.nioftpd.server.config;

import java.nio.file.Path;
import java.util.Optional;

/** Where uploads are counted. */
public record QuotaSection(
    @Key(value = "The file in which the counts survive a restart.") Optional<Path> database) {

  /** Usage is kept in memory only. */
  public static final QuotaSection MEMORY = new QuotaSection(Optional.empty());
}
