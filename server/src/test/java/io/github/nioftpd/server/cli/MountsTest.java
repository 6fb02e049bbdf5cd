package io.github.nioftpd.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.homes.Homes;
import io.github.nioftpd.server.homes.Locations;
import io.github.nioftpd.server.homes.UserFileSystems;
import io.github.nioftpd.server.users.AccountBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The option {@code --mount}. */
final class MountsTest {

  @TempDir Path directory;

  private final Homes homes = new Homes();

  @AfterEach
  void close() {
    homes.close();
  }

  /** Opens the locations of options as the server does at the start. */
  private Map<String, Locations.Served> open(String... mounts) throws IOException {
    List<String> line = new ArrayList<>(List.of("memory:", "-w"));
    Stream.of(mounts).forEach(each -> line.addAll(List.of("--mount", each)));
    Configuration configuration = configuration(line);
    return new UserFileSystems(homes, configuration.files())
        .hold("anonymous", configuration.anonymous().orElseThrow().profile());
  }

  private static Configuration configuration(List<String> line) throws IOException {
    ServeCommand command = new ServeCommand();
    Commands.commandLine(command).parseArgs(line.toArray(String[]::new));
    return command.configuration();
  }

  @Test
  void eachLocationIsMountedAtItsPath() throws IOException {
    Map<String, Locations.Served> opened = open("/a=" + directory, "/b/c=memory:?size=1m");
    assertThat(opened).containsOnlyKeys("/", "/a", "/b/c");
    assertThat(opened.get("/a").description()).contains("local disk");
    Configuration configuration =
        configuration(
            List.of("memory:", "-w", "--mount=/a=" + directory, "--mount=/b/c=memory:?size=1m"));
    Account account =
        new AccountBuilder(homes, configuration.files(), InstantSource.system())
            .account("anonymous", configuration.anonymous().orElseThrow().profile());
    Path root = account.fileSystem().getPath("/");
    Files.writeString(root.resolve("a/x"), "x");
    assertThat(directory.resolve("x")).hasContent("x");
    assertThat(Files.getFileStore(root.resolve("b/c")).getTotalSpace()).isEqualTo(1 << 20);
  }

  @Test
  void aLocationIsReadOnlyWithItsSetting() throws IOException {
    Files.writeString(directory.resolve("x"), "kept");
    String readOnly = directory.toUri() + "?read-only=true";
    Path mounted = open("/a=" + readOnly).get("/a").fileSystem().getPath("/x");
    assertThat(mounted).hasContent("kept");
    assertThatThrownBy(() -> Files.delete(mounted)).isInstanceOf(ReadOnlyFileSystemException.class);
    try (Locations.Served alone = Locations.open(readOnly, Map.of())) {
      assertThat(alone.description()).endsWith(", read-only");
      assertThat(alone.lacks()).contains("all changes");
      assertThatThrownBy(() -> Files.delete(alone.fileSystem().getPath("/x")))
          .isInstanceOf(ReadOnlyFileSystemException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "memory:, is not PATH=LOCATION such as /archive=s3://bucket",
    "a=memory:, a mount has an absolute path",
    "/a/../b=memory:, without . and ..",
    "/=memory:, is the home directory itself",
    "/a=nothing:x, no backend for scheme",
    "/a=/no/such/directory, does not exist",
    "/a=memory:?read-only=maybe, 'read-only of a location is true or false, not \"maybe\"'",
  })
  void anErrorIsReportedInOneSentence(String mount, String expected) {
    assertThatThrownBy(() -> open(mount))
        .hasMessageContaining(expected)
        .hasMessageNotContaining("\n");
  }
}
