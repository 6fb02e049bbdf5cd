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
      "Try each operation once on a location and report which work.",
      "",
      "Creates a directory .nioftpd-probe-… for this and removes it. The exit code is 1 if an"
          + " operation that the server needs fails."
    },
    mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {

  @Spec @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "LOCATION",
      description = "Directory or URI, as for the server.")
  List<String> locations = new ArrayList<>();

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description = "Setting of the locations. Can be repeated.")
  Map<String, String> settings = new HashMap<>();

  @Option(names = "--read-only", description = "Only read; write nothing.")
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
