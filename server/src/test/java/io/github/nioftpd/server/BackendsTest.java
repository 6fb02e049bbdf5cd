package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.server.cli.BackendsCommand;
import io.github.nioftpd.server.cli.Commands;
import io.github.nioftpd.server.homes.Locations;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The declared capabilities of backends match the open file systems. */
final class BackendsTest {

  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    int code = Commands.commandLine().setOut(new PrintWriter(out)).execute(arguments);
    assertThat(code).isZero();
    return out.toString();
  }

  @Test
  void theTableHasALineForEachKindOfLocation() {
    List<String> lines = run("backends").lines().toList();
    assertThat(lines.getFirst()).startsWith("location").endsWith("mode");
    assertThat(lines).hasSize(1 + BackendsCommand.kinds().size());
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).matches("file:///srv/ftp( +yes){10}"))
        .anySatisfy(line -> assertThat(line).matches("s3://bucket/prefix( +yes){9} +-"));
  }

  @Test
  void aLocationIsOpenedAndDescribed(@TempDir Path directory) {
    assertThat(run("backends", directory.toString(), "memory:?size=1m").lines())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).matches(directory + "( +yes){10}"))
        .anySatisfy(line -> assertThat(line).matches("memory:\\?size=1m( +yes){10}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///srv/ftp", "memory:"})
  void declaredCapabilitiesAreTrue(String kind, @TempDir Path directory) throws IOException {
    String location = kind.startsWith("file:") ? directory.toUri().toString() : kind;
    try (Locations.Served served = Locations.open(location, Map.of())) {
      Set<Capability> claimed = BackendsCommand.kinds().get(kind);
      assertThat(Capabilities.of(served.fileSystem())).isEqualTo(claimed);
      assertThat(Capabilities.probed(served.fileSystem().getPath("/"))).isEqualTo(claimed);
    }
  }

  /** A setting of the backend, and one common to all locations. */
  @Test
  void anArchiveIsWritableOrReadOnlyAsConfigured(@TempDir Path directory) {
    String archive =
        "nio:jar:" + directory.resolve("a.zip").toUri() + "!/?create=true&writable=true";
    assertThat(run("backends", archive)).containsPattern("a.zip.* yes");
    assertThat(run("backends", archive + "&read-only=true")).doesNotContain(" yes");
  }

  /** The table of docs/backends.md is generated from the same data. */
  @Test
  void thePageHasTheTable() throws IOException {
    String page = Files.readString(Path.of("../docs/backends.md"));
    assertThat(page).contains(String.join("\n", markdown()));
  }

  /** The table of README.md omits rows and columns; the others agree. */
  @Test
  void theReadmeAgreesWithTheBackends() throws IOException {
    List<String[]> rows =
        Files.readAllLines(Path.of("../README.md")).stream()
            .dropWhile(line -> !line.startsWith("| location | storage |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.split(" *\\| *"))
            .toList();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(8);
    for (String[] row : rows) {
      Set<Capability> can = BackendsCommand.kinds().get(row[1].replace("`", ""));
      assertThat(can).as(row[1]).isNotNull();
      assertThat(List.of(row).subList(3, 6))
          .as(row[1])
          .containsExactly(
              yes(can, Capability.WRITE), yes(can, Capability.APPEND), yes(can, Capability.RESUME));
    }
  }

  private static String yes(Set<Capability> can, Capability capability) {
    return can.contains(capability) ? "yes" : "–";
  }

  private static List<String> markdown() {
    StringBuilder head = new StringBuilder("| location |");
    StringBuilder line = new StringBuilder("| --- |");
    for (Capability capability : Capability.values()) {
      head.append(' ').append(capability.label()).append(" |");
      line.append(" --- |");
    }
    List<String> lines = new ArrayList<>(List.of(head.toString(), line.toString()));
    BackendsCommand.kinds()
        .forEach(
            (location, can) -> {
              StringBuilder row = new StringBuilder("| `" + location + "` |");
              for (Capability each : Capability.values()) {
                row.append(can.contains(each) ? " yes |" : " – |");
              }
              lines.add(row.toString());
            });
    return lines;
  }
}
