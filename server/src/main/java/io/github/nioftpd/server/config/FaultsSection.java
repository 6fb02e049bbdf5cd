package io.github.nioftpd.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Faults for tests of clients. */
public record FaultsSection(
    @Key(
            value = "Confirms that the server may misbehave; required for faults.",
            otherwise = "false")
        boolean allowed,
    @Key("File with the key rules, whose rules come before those below.") Optional<Path> file,
    @Key("Rules; for each command the first one that applies is used.") List<FaultSection> rules) {

  /** No faults. */
  public static final FaultsSection NONE = new FaultsSection(false, Optional.empty(), List.of());

  /** Whether there are faults, allowed or not. */
  public boolean isUsed() {
    return file.isPresent() || !rules.isEmpty();
  }

  /** All that a file of faults says. */
  public record FaultsFile(
      @Key("Rules; for each command the first one that applies is used.")
          List<FaultSection> rules) {}
}
