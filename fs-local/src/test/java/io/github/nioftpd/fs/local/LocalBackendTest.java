package io.github.nioftpd.fs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.Backend;
import io.github.nioftpd.fs.Finding;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LocalBackendTest {

  @TempDir Path root;
  private final LocalBackend backend = new LocalBackend();

  @Test
  void theServiceLoaderFindsIt() {
    assertThat(ServiceLoader.load(Backend.class))
        .anySatisfy(found -> assertThat(found).isInstanceOf(LocalBackend.class));
    assertThat(backend.scheme()).isEqualTo("file");
  }

  @Test
  void theDirectoryOfTheLocationIsServed() throws IOException {
    Files.writeString(root.resolve("a b"), "x");
    try (FileSystem fileSystem = backend.open(root.toUri(), Map.of())) {
      assertThat(Files.readString(fileSystem.getPath("/a b"))).isEqualTo("x");
    }
    URI location = URI.create("file:" + root);
    try (FileSystem fileSystem = backend.open(location, Map.of())) {
      assertThat(Files.exists(fileSystem.getPath("/a b"))).isTrue();
    }
  }

  /** The probe itself reports that it cannot create its directory. */
  @Test
  void nothingIsReportedForAMissingDirectory() throws IOException {
    List<Finding> findings = new ArrayList<>();
    try (FileSystem fileSystem = backend.open(root.toUri(), Map.of())) {
      backend.examine(fileSystem.getPath("/missing"), findings::add);
      assertThat(findings).isEmpty();
      backend.examine(fileSystem.getPath("/"), findings::add);
    }
    assertThat(findings).extracting(Finding::detail).containsExactly("followed", "not followed");
    assertThat(root).isEmptyDirectory();
  }

  private String description(Map<String, String> settings) throws IOException {
    try (LocalFileSystem fileSystem = (LocalFileSystem) backend.open(root.toUri(), settings)) {
      return fileSystem.description();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theDescriptionNamesTheConfinement() throws IOException {
    assertThat(description(Map.of()))
        .isEqualTo(
            "local disk "
                + root
                + ", confined by the kernel (openat2), symbolic links within the"
                + " root");
    assertThat(description(Map.of("symlinks", "none", "atomic-uploads", "true")))
        .isEqualTo(
            "local disk "
                + root
                + ", confined by the kernel (openat2), symbolic links not"
                + " followed, uploads appear when complete");
    assertThat(description(Map.of("symlinks", "follow")))
        .isEqualTo(
            "local disk " + root + ", not confined, symbolic links followed out of the root");
    try (LocalFileSystem weaker =
        LocalFileSystemTest.open(root, ConfinementKind.CHECKED, Symlinks.WITHIN_ROOT, false)) {
      assertThat(weaker.description()).contains("confined by checks", "weaker");
    }
  }

  @Test
  void anInvalidLocationIsReportedInOneSentence() throws IOException {
    Path missing = root.resolve("missing");
    assertThatThrownBy(() -> backend.open(missing.toUri(), Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("The directory " + missing + " does not exist.");
    Path file = Files.writeString(root.resolve("file"), "x");
    assertThatThrownBy(() -> backend.open(file.toUri(), Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is not a directory.");
    for (String location : new String[] {"file:relative", "file://host/srv", "file:/srv?a=b"}) {
      assertThatThrownBy(() -> backend.open(URI.create(location), Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(location);
    }
  }

  @Test
  void anInvalidSettingIsReportedInOneSentence() {
    assertThatThrownBy(() -> backend.open(root.toUri(), Map.of("symlinks", "yes")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("symlinks is one of within-root, none, follow, not \"yes\".");
    assertThatThrownBy(() -> backend.open(root.toUri(), Map.of("atomic-uploads", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the setting atomic-uploads of file is true or false, not \"1\"");
    assertThatThrownBy(() -> backend.open(root.toUri(), Map.of("colour", "red")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("file has no setting \"colour\"; it has atomic-uploads, symlinks, sync");
  }
}
