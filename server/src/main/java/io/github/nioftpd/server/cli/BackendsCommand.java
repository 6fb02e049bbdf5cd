package io.github.nioftpd.server.cli;

import static java.util.Objects.requireNonNull;

import io.github.nioftpd.fs.Backend;
import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.server.homes.Locations;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nioftpd backends}. Used by one thread. */
@Command(
    name = "backends",
    description = {
      "List storage backends and what each supports besides listing and reading.",
      "",
      "With locations, opens them and lists what each of them supports."
    },
    mixinStandardHelpOptions = true)
public final class BackendsCommand implements Callable<Integer> {

  @Spec @Nullable CommandSpec spec;

  @Parameters(paramLabel = "LOCATION", description = "Directory or URI to open.")
  List<String> locations = new ArrayList<>();

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description = "Setting of the locations. Can be repeated.")
  Map<String, String> settings = new HashMap<>();

  @Override
  public Integer call() throws IOException {
    Map<String, Set<Capability>> rows = new TreeMap<>();
    for (String location : locations) {
      try (Locations.Served served = Locations.tryOut(location, settings)) {
        rows.put(location, Capabilities.of(served.fileSystem()));
      }
    }
    if (locations.isEmpty()) {
      rows.putAll(kinds());
    }
    PrintWriter out = requireNonNull(spec).commandLine().getOut();
    table(rows).forEach(out::println);
    out.flush();
    return ExitCode.OK;
  }

  /** Capabilities by example location, for all backends that list them. */
  public static Map<String, Set<Capability>> kinds() {
    Map<String, Set<Capability>> kinds = new TreeMap<>();
    for (Backend backend : Locations.backends().values()) {
      kinds.putAll(backend.kinds());
    }
    return kinds;
  }

  private static List<String> table(Map<String, Set<Capability>> rows) {
    int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder head = new StringBuilder(padded("location", width));
    for (Capability capability : Capability.values()) {
      head.append("  ").append(capability.label());
    }
    List<String> lines = new ArrayList<>(List.of(head.toString()));
    rows.forEach(
        (location, can) -> {
          StringBuilder line = new StringBuilder(padded(location, width));
          for (Capability each : Capability.values()) {
            line.append("  ")
                .append(padded(can.contains(each) ? "yes" : "-", each.label().length()));
          }
          lines.add(line.toString().stripTrailing());
        });
    return lines;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
