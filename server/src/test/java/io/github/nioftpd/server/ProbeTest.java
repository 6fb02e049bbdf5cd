package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.Finding;
import io.github.nioftpd.fs.Finding.Verdict;
import io.github.nioftpd.fs.s3.FakeStore;
import io.github.nioftpd.server.cli.BackendsCommand;
import io.github.nioftpd.server.cli.Commands;
import io.github.nioftpd.server.homes.Locations;
import io.github.nioftpd.server.probe.LocationProbe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code nioftpd probe} and {@code nioftpd check --probe}. */
final class ProbeTest {

  private static final String WORKS = "all operations that the server needs work\n";

  @TempDir private Path directory;

  private String run(int code, String... arguments) {
    StringWriter output = new StringWriter();
    PrintWriter out = new PrintWriter(output);
    int actual = Commands.commandLine().setOut(out).setErr(out).execute(arguments);
    assertThat(actual).as(output.toString()).isEqualTo(code);
    return output.toString();
  }

  private static void assertLine(String output, String subject, String rest) {
    assertThat(output.lines())
        .anySatisfy(line -> assertThat(line).matches("  " + subject + " +" + rest));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  static Set<String> kinds() {
    return BackendsCommand.kinds().keySet();
  }

  /** The declared capabilities of a backend work, and the probe leaves nothing behind. */
  @ParameterizedTest
  @MethodSource("kinds")
  void declaredCapabilitiesWork(String kind) throws Exception {
    boolean writes = !BackendsCommand.kinds().get(kind).isEmpty();
    boolean makesDirectories = !kind.startsWith("vfs:webdav"); // not the server of this test
    boolean lists = !kind.startsWith("vfs:http");
    try (Peers peers = new Peers(directory, new byte[100])) {
      String output = run(makesDirectories ? 0 : 1, "probe", peers.location(kind));
      assertThat(output.lines().findFirst().orElseThrow().endsWith("; nothing is written"))
          .isEqualTo(!writes);
      assertLine(output, "list the root", lists ? "works" : "not supported");
      if (!makesDirectories) {
        assertLine(
            output,
            "create a directory",
            "fails +the remote server replied HTTP/1.1 404 Not Found");
      } else if (writes) {
        assertLine(output, "rename over a file", "works");
        assertLine(output, "the longest name", "works +\\d+ bytes.*");
      } else if (lists) {
        assertLine(output, "download a file", "works +from the middle of " + Peers.NAME);
      }
    }
  }

  @Test
  void aProbedDirectoryIsUnchanged() throws IOException {
    Files.writeString(directory.resolve("file"), "content");
    String output = run(0, "probe", directory.toString());
    assertLine(output, "append to a file \\(APPE\\)", "works");
    assertLine(output, "set the time of a file \\(MFMT\\)", "works +to the nanosecond");
    assertLine(output, "symbolic links within the root", "works +followed");
    assertLine(output, "symbolic links out of the root", "works +not followed");
    assertThat(names(directory)).containsExactly("file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "follow"})
  void thePolicyOfLinksIsShown(String policy) {
    String output = run(0, "probe", directory.toString(), "--setting", "symlinks=" + policy);
    String seen = policy.equals("none") ? "not followed" : "followed";
    assertLine(output, "symbolic links out of the root", "works +" + seen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--read-only", "--setting=read-only=true"})
  void aReadOnlyProbeWritesNothing(String option) throws IOException {
    try (FakeStore fake = FakeStore.start().bucket("bbb").put("bbb", "file", new byte[9])) {
      String output = run(0, "probe", s3(fake), option);
      assertThat(output.lines()).hasSize(5);
      assertThat(output).contains("nothing is written");
      assertThat(fake.requests())
          .allMatch(request -> request.operation().matches("(List|Get|Head)Object.*"));
    }
  }

  private String s3(FakeStore fake) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "fake-secret");
    return "s3://bbb?access-key=a&stale-uploads=off&secret-key=file:"
        + secret
        + "&endpoint="
        + fake.endpoint();
  }

  /** A refused request and the permission it needs. */
  @Test
  void aRefusedRequestIsAFailureThatNamesTheMissingPermission() throws IOException {
    try (FakeStore fake = FakeStore.start().bucket("bbb")) {
      fake.on("CopyObject").fail(403, "AccessDenied");
      String output = run(1, "probe", s3(fake));
      assertLine(output, "rename a file", "fails +permission denied.*");
      assertLine(
          output,
          "CopyObject",
          "fails +403 AccessDenied; the policy must allow s3:GetObject and s3:PutObject");
      assertThat(output).endsWith(" needed operations fail\n");
      assertThat(fake.objects("bbb")).isEmpty();
      assertThat(fake.uploads()).isEmpty();
    }
  }

  /** A policy that allows only reading. */
  @Test
  void eachMissingPermissionIsNamed() throws IOException {
    try (FakeStore fake = FakeStore.start().bucket("bbb")) {
      for (String operation : List.of("PutObject", "CreateMultipartUpload", "DeleteObject")) {
        fake.on(operation).fail(403, "AccessDenied");
      }
      String output = run(1, "probe", s3(fake));
      assertLine(output, "create a directory", "fails +permission denied.*");
      assertLine(output, "PutObject", "fails .* s3:PutObject");
      assertLine(output, "upload in parts", "fails .* s3:PutObject");
      assertLine(output, "DeleteObject", "fails .* s3:DeleteObject");
    }
  }

  @Test
  void aStoppedProbeRemovesItsFiles() throws IOException {
    List<Finding> findings = new ArrayList<>();
    try (Locations.Served served = Locations.open(directory.toString(), Map.of())) {
      LocationProbe probe =
          new LocationProbe(
              served,
              finding -> {
                findings.add(finding);
                if (finding.subject().equals("rename a file")) {
                  throw new CancellationException();
                }
              });
      assertThatThrownBy(() -> probe.run(false)).isInstanceOf(CancellationException.class);
    }
    assertThat(findings).allMatch(finding -> finding.verdict() == Verdict.WORKS);
    assertThat(names(directory)).isEmpty();
  }

  @Test
  void anInvalidLocationIsAUsageError() {
    run(2, "probe");
    assertThat(run(2, "probe", "gopher://host/")).contains("no backend for scheme \"gopher\"");
    assertThat(run(1, "probe", directory.resolve("no").toString())).contains("does not exist");
  }

  private String check(int code, String text) throws IOException {
    Path file = Files.writeString(directory.resolve("f.yaml"), text);
    return run(code, "check", file.toString(), "--probe").replace(directory.toString(), "D");
  }

  @Test
  void eachLocationOfAFileIsProbedOnce() throws IOException {
    Files.createDirectories(directory.resolve("home"));
    String output =
        check(
            0,
            """
            users:
              ann: {password: "plain:a", home: home, permissions: all}
              bob: {password: "plain:b", home: home, permissions: all}
              eve:
                password: "plain:c"
                home: home
                mounts:
                  - {path: /m, location: "memory:", permissions: all}
                  - {path: /n, location: "later", missing: create}
            """);
    assertThat(output.lines().filter(line -> line.startsWith("users.")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("users.ann.home: ").doesNotContain("nothing is"),
            line -> assertThat(line).startsWith("users.eve.home: ").endsWith("nothing is written"),
            line -> assertThat(line).startsWith("users.eve.mounts[0]: "),
            line ->
                assertThat(line).isEqualTo("users.eve.mounts[1]: not probed, created at login"));
    assertThat(output).contains(WORKS).endsWith("D/f.yaml: no mistakes found\n");
    assertThat(names(directory.resolve("home"))).isEmpty();
  }

  @Test
  void aLocationOfAFileThatCannotBeOpenedIsAFailure() throws IOException {
    String output =
        check(
            1,
            """
            users:
              ann: {password: "plain:a", home: none}
              bob: {password: "plain:b", home: "s3://bbb", settings: {
                endpoint: "http://127.0.0.1:1", access-key: a, secret-key: "env:HOME"}}
            """);
    assertLine(output, "open the location", "fails +D/none does not exist");
    assertLine(output, "open the location", "fails +cannot reach bucket bbb at .*");
  }
}
