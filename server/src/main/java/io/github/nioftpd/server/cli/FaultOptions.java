package io.github.nioftpd.server.cli;

import io.github.nioftpd.server.config.FaultsSection;
import io.github.nioftpd.server.config.binding.OptionValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for tests of clients. */
final class FaultOptions {

  @Option(
      names = "--faults",
      paramLabel = "FILE",
      description =
          "Misbehave according to the rules in FILE, for tests of clients; needs --allow-faults.")
  @Nullable String file;

  @Option(names = "--allow-faults", description = "Confirm that the server may misbehave.")
  boolean allowed;

  FaultsSection section() {
    if (file == null) {
      return new FaultsSection(allowed, Optional.empty(), List.of());
    }
    if (!allowed) {
      throw new IllegalArgumentException(
          "--faults makes the server misbehave, for tests of clients; to confirm that, add"
              + " --allow-faults");
    }
    Path path = OptionValue.read("--faults", Path.class, file);
    return new FaultsSection(true, Optional.of(path), List.of());
  }
}
