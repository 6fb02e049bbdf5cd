package io.github.nioftpd.fs.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.nioftpd.fs.Backend;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemoryBackendTest {

  private static final URI LOCATION = URI.create("memory:/");

  private final Backend backend = new MemoryBackend();

  @Test
  void theServiceLoaderFindsIt() {
    assertThat(ServiceLoader.load(Backend.class).stream().map(ServiceLoader.Provider::get))
        .singleElement()
        .satisfies(found -> assertThat(found.scheme()).isEqualTo("memory"));
  }

  @ParameterizedTest
  @CsvSource({
    "64m, 1000, 'memory, at most 64 MB and 1000 entries'",
    "100K, 2k, 'memory, at most 100 KB and 2048 entries'",
    "1048576, 1, 'memory, at most 1 MB and 1 entries'",
  })
  void sizeAndEntriesAreSettings(String size, String entries, String description)
      throws IOException {
    try (MemoryFileSystem fileSystem =
        (MemoryFileSystem) backend.open(LOCATION, Map.of("size", size, "entries", entries))) {
      assertThat(fileSystem.description()).isEqualTo(description);
    }
  }

  @Test
  void theDefaultLimitIsAQuarterOfTheHeap() throws IOException {
    try (FileSystem fileSystem = backend.open(LOCATION, Map.of())) {
      assertThat(Files.getFileStore(fileSystem.getPath("/")).getTotalSpace())
          .isBetween(1L << 20, Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 4));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "atomic-uploads, true, 'no setting \"atomic-uploads\"'",
    "size, huge, 'not \"huge\"'",
    "size, -1, 'not \"-1\"'",
    "size, '', 'not \"\"'",
    "size, 10, 'at least 8k'",
    "size, 900000000g, 'does not fit into a heap'",
    "entries, 0, 'at least 1'",
    "entries, many, 'not \"many\"'",
    "colour, red, 'no setting \"colour\"; it has entries, size'",
  })
  void anInvalidSettingIsReportedInOneSentence(String name, String value, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> backend.open(LOCATION, Map.of(name, value)))
        .withMessageContaining(expected)
        .withMessageNotContaining("\n");
  }

  @Test
  void aLocationWithAPathIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> backend.open(URI.create("memory:/srv"), Map.of()))
        .withMessageContaining("memory:?size=512m");
  }

  @Test
  void filesAndDirectoriesHaveTheUsualModes() throws IOException {
    try (FileSystem fileSystem = backend.open(LOCATION, Map.of())) {
      Path directory = Files.createDirectory(fileSystem.getPath("/d"));
      Path file = Files.createFile(fileSystem.getPath("/d/f"));
      Path copy = Files.copy(directory, fileSystem.getPath("/c"));
      for (Path path : new Path[] {fileSystem.getPath("/"), directory, copy}) {
        assertThat(Files.getAttribute(path, "unix:mode")).isEqualTo(0755);
      }
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
      assertThat(Files.readAttributes(file, "posix:owner,group")).hasSize(2);
      assertThat(Files.getOwner(file).getName()).isNotEmpty();
    }
  }
}
