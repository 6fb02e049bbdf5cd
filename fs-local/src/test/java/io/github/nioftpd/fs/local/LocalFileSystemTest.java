package io.github.nioftpd.fs.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.fs.Identified;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LocalFileSystemTest {

  @TempDir Path root;

  /**
   * Opens a file system with a given confinement instead of the strongest available; none with
   * FOLLOW.
   */
  static LocalFileSystem open(Path root, ConfinementKind kind, Symlinks policy, boolean atomic)
      throws IOException {
    if (policy == Symlinks.FOLLOW) {
      return LocalFileSystem.open(root, policy, atomic);
    }
    Confinement confinement = kind.confine(root.toRealPath(), policy).orElseThrow();
    return new LocalFileSystem(root, policy, atomic, Sync.NONE, confinement);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFileHasOneIdentityByAnyPath() throws IOException {
    Path directory = Files.createDirectory(root.resolve("d"));
    Path file = Files.writeString(directory.resolve("f"), "x");
    Files.createSymbolicLink(root.resolve("link"), Path.of("d/f"));
    Files.createLink(root.resolve("hard"), file);
    Files.createFile(root.resolve("other"));
    try (LocalFileSystem outer = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, false);
        LocalFileSystem inner = LocalFileSystem.open(directory, Symlinks.FOLLOW, true)) {
      Object identity = outer.identity(outer.getPath("/d/f"));
      assertThat(outer.identity(outer.getPath("/link"))).isEqualTo(identity);
      assertThat(outer.identity(outer.getPath("/hard"))).isEqualTo(identity);
      assertThat(inner.identity(inner.getPath("/f"))).isEqualTo(identity);
      assertThat(outer.identity(outer.getPath("/other"))).isNotEqualTo(identity);
      assertThat(outer.identity(outer.getPath("/new"))).isEqualTo(outer.getPath("/new"));
      assertThat(outer.identity(outer.getPath("/d/f/x"))).isEqualTo(outer.getPath("/d/f/x"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anOpenFileHasTheIdentityOfItsPath() throws IOException {
    Files.createFile(root.resolve("f"));
    try (LocalFileSystem fileSystem = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, false)) {
      Path path = fileSystem.getPath("/f");
      try (SeekableByteChannel channel = Files.newByteChannel(path, StandardOpenOption.WRITE)) {
        assertThat(((Identified) channel).identity()).contains(fileSystem.identity(path));
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theStrongestConfinementIsChosen() throws IOException {
    try (Confinement confinement =
        ConfinementKind.strongest(root.toRealPath(), Symlinks.WITHIN_ROOT)) {
      assertThat(confinement).isInstanceOf(KernelConfinement.class);
    }
  }
}
