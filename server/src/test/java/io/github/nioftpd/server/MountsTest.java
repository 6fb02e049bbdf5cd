package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --mount} does. */
final class MountsTest {

  @TempDir Path directory;

  private static Mounts open(String... mounts) throws IOException {
    return Mounts.open(Locations.open("memory:", Map.of()), List.of(mounts));
  }

  @Test
  void eachLocationStandsAtItsPath() throws IOException {
    try (Mounts mounts = open("/a=" + directory, "/b/c=memory:?size=1m")) {
      Path root = mounts.served().fileSystem().getPath("/");
      Files.writeString(root.resolve("a/x"), "x");
      assertThat(directory.resolve("x")).hasContent("x");
      assertThat(Files.getFileStore(root.resolve("b/c")).getTotalSpace()).isEqualTo(1 << 20);
      assertThat(mounts.mounted()).containsOnlyKeys("/a", "/b/c");
      assertThat(mounts.mounted().get("/a").description()).contains("local disk");
    }
  }

  @Test
  void aLocationIsReadOnlyWhenItSaysSo() throws IOException {
    Files.writeString(directory.resolve("x"), "kept");
    String readOnly = directory.toUri() + "?read-only=true";
    try (Mounts mounts = open("/a=" + readOnly);
        Locations.Served alone = Locations.open(readOnly, Map.of())) {
      Path mounted = mounts.served().fileSystem().getPath("/a/x");
      assertThat(mounted).hasContent("kept");
      assertThatThrownBy(() -> Files.delete(mounted))
          .isInstanceOf(ReadOnlyFileSystemException.class);
      assertThat(alone.description()).endsWith(", read-only");
      assertThat(alone.lacks()).contains("all changes");
      assertThatThrownBy(() -> Files.delete(alone.fileSystem().getPath("/x")))
          .isInstanceOf(ReadOnlyFileSystemException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "memory:, as in --mount /archive=s3://bucket",
    "a=memory:, a mount has an absolute path",
    "/a/../b=memory:, without . and ..",
    "/=memory:, two mounts at /",
    "/a=nothing:x, nothing here can serve nothing:",
    "/a=/no/such/directory, does not exist",
    "/a=memory:?read-only=maybe, 'read-only of a location is true or false, not \"maybe\"'",
  })
  void aMistakeIsOneSentence(String mount, String expected) {
    assertThatThrownBy(() -> open(mount))
        .hasMessageContaining(expected)
        .hasMessageNotContaining("\n");
  }
}
