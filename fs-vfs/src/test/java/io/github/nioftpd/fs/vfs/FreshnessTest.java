package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes by others are visible at once. */
final class FreshnessTest {

  @TempDir private Path directory;

  private Rig rig(String scheme) throws IOException {
    return scheme.equals("ftp") ? Rig.ftp(directory) : Rig.mina(directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sftp", "ftp"})
  void changesOfOthersAreSeenAtOnce(String scheme) throws Exception {
    try (Rig rig = rig(scheme);
        FileSystem remote = rig.open()) {
      Path there;
      try (Stream<Path> all = Files.list(rig.files())) {
        there = all.findFirst().orElseThrow();
      }
      Path file = remote.getPath("/a");
      assertThat(Files.exists(file)).isFalse();
      Files.writeString(there.resolve("a"), "one");
      assertThat(Files.exists(file)).isTrue();
      assertThat(Files.readString(file)).isEqualTo("one");
      Files.writeString(there.resolve("a"), "longer");
      assertThat(Files.size(file)).isEqualTo(6);
      assertThat(Files.readString(file)).isEqualTo("longer");
      Files.delete(there.resolve("a"));
      assertThatThrownBy(() -> Files.delete(file)).isInstanceOf(NoSuchFileException.class);
      assertThat(Files.exists(file)).isFalse();
      Files.createDirectory(there.resolve("a"));
      assertThat(Files.isDirectory(file)).isTrue();
      Files.writeString(there.resolve("a/inner"), "x");
      try (Stream<Path> all = Files.list(file)) {
        assertThat(all.map(Path::toString)).containsExactly("/a/inner");
      }
      Files.delete(there.resolve("a/inner"));
      try (Stream<Path> all = Files.list(file)) {
        assertThat(all).isEmpty();
      }
    }
  }
}
