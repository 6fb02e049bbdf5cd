package io.github.nioftpd.server.cli;

import static java.util.Objects.requireNonNull;

import io.github.nioftpd.server.homes.Locations;
import io.github.nioftpd.server.probe.ProbeReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nioftpd probe}. Used by one thread. */
@Command(
    name = "probe",
    description = {
      "Tries each operation once at a location, and shows which work.",
      "",
      "Works in a directory of its own, .nioftpd-probe-…, which it removes. The exit code is 1 when"
          + " an operation fails that the server needs."
    },
    mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {

  @Spec @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "LOCATION",
      description = "A directory or a URI, as for the server.")
  List<String> locations = new ArrayList<>();

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description = "A setting of the locations; may be given several times.")
  Map<String, String> settings = new HashMap<>();

  @Option(names = "--read-only", description = "Writes nothing, and tries only to read.")
  boolean readOnly;

  @Override
  public Integer call() throws IOException {
    try (ProbeReport report = new ProbeReport(requireNonNull(spec).commandLine().getOut())) {
      for (String location : locations) {
        try (Locations.Served served = Locations.tryOut(location, settings)) {
          report.probe(served.description(), served, readOnly);
        }
      }
      return report.end() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }
}
