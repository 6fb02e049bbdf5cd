package io.github.nioftpd.server.homes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocationsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "memory:?size=1m&entries=7",
        "MEMORY:/?entries=7&size=%31m",
        "memory:?&entries=7&size=1m"
      })
  void theQueryOfALocationIsItsSettings(String location) throws IOException {
    try (Locations.Served served = Locations.open(location, Map.of())) {
      assertThat(served.scheme()).isEqualTo("memory");
      assertThat(served.description()).isEqualTo("memory, at most 1 MB and 7 entries");
    }
  }

  @Test
  void optionsOfTheCommandLineOverrideTheQuery() throws IOException {
    try (Locations.Served served =
        Locations.open("memory:?size=1m&entries=7", Map.of("entries", "8"))) {
      assertThat(served.description()).endsWith("8 entries");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "with blank", "100%", "a?b=c", "a#b", "ü", "it's", "a:b"})
  void aDirectoryMayHaveAnyName(String name, @TempDir Path parent) throws IOException {
    Path directory = Files.createDirectory(parent.resolve(name));
    Files.createFile(directory.resolve("here"));
    for (String location :
        new String[] {directory.toString(), Locations.ofDirectory(directory.toString())}) {
      try (Locations.Served served = Locations.open(location, Map.of())) {
        assertThat(served.scheme()).isEqualTo("file");
        assertThat(Files.exists(served.fileSystem().getPath("/here"))).isTrue();
      }
    }
  }

  @Test
  void aRelativeFileUriIsADirectoryBelowTheCurrentOne() throws IOException {
    try (Locations.Served served = Locations.open("file:src", Map.of())) {
      assertThat(Files.isDirectory(served.fileSystem().getPath("/test"))).isTrue();
    }
    try (Locations.Served served = Locations.open("file:", Map.of())) {
      assertThat(Files.isDirectory(served.fileSystem().getPath("/src"))).isTrue();
    }
  }
}
