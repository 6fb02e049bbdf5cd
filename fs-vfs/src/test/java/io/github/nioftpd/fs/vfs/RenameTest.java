package io.github.nioftpd.fs.vfs;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.CountingFileSystem;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.mount.MountedFileSystem;
import io.github.nioftpd.test.FtpFixture;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renaming, with what VFS would lose. */
final class RenameTest {

  private static final FileTime TIME = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir private Path directory;

  @Test
  void aTreeInMemoryMovesWithEverythingInIt() throws IOException {
    try (FileSystem ram = VfsFileSystem.open("ram:///", Map.of())) {
      Files.createDirectories(ram.getPath("/a/b/c/d"));
      Files.createDirectory(ram.getPath("/a/empty"));
      Files.writeString(ram.getPath("/a/one"), "1");
      Files.writeString(ram.getPath("/a/b/c/d/100%25 [x]!"), "2");
      Files.setLastModifiedTime(ram.getPath("/a/one"), TIME);
      Files.setLastModifiedTime(ram.getPath("/a/b"), TIME);
      Files.createDirectory(ram.getPath("/to"));
      Files.move(ram.getPath("/a"), ram.getPath("/to/z"));
      assertThat(Files.exists(ram.getPath("/a"))).isFalse();
      assertThat(Files.readString(ram.getPath("/to/z/one"))).isEqualTo("1");
      assertThat(Files.readString(ram.getPath("/to/z/b/c/d/100%25 [x]!"))).isEqualTo("2");
      assertThat(Files.isDirectory(ram.getPath("/to/z/empty"))).isTrue();
      assertThat(Files.getLastModifiedTime(ram.getPath("/to/z/one"))).isEqualTo(TIME);
      assertThat(Files.getLastModifiedTime(ram.getPath("/to/z/b"))).isEqualTo(TIME);
      try (Stream<Path> all = Files.walk(ram.getPath("/to/z"))) {
        assertThat(all).hasSize(7);
      }
    }
  }

  @Test
  void anEmptyDirectoryIsReplacedAndAFullOneIsNot() throws IOException {
    try (FileSystem ram = VfsFileSystem.open("ram:///", Map.of())) {
      Files.createDirectories(ram.getPath("/a/b"));
      Files.createDirectory(ram.getPath("/empty"));
      Files.createDirectories(ram.getPath("/full/x"));
      assertThatThrownBy(
              () -> Files.move(ram.getPath("/a"), ram.getPath("/full"), REPLACE_EXISTING))
          .isInstanceOf(DirectoryNotEmptyException.class);
      Files.move(ram.getPath("/a"), ram.getPath("/empty"), REPLACE_EXISTING);
      assertThat(Files.isDirectory(ram.getPath("/empty/b"))).isTrue();
      try (Stream<Path> all = Files.list(ram.getPath("/"))) {
        assertThat(all).hasSize(2);
      }
    }
  }

  /** A server of this kind refuses the names that part files have. */
  @Test
  void aFileGoesToAMountOfAnotherServerOfThisKind() throws Exception {
    try (Rig rig = Rig.ftp(directory);
        FileSystem ftp = rig.open();
        FileSystem memory = TestFtp.memory()) {
      FileSystem tree =
          MountedFileSystem.builder()
              .mount("/", memory.getPath("/"))
              .mount("/m", ftp.getPath("/"))
              .build();
      Files.writeString(tree.getPath("/a"), "new");
      Files.writeString(tree.getPath("/m/b"), "old");
      Files.move(tree.getPath("/a"), tree.getPath("/m/b"), REPLACE_EXISTING);
      assertThat(Files.readString(tree.getPath("/m/b"))).isEqualTo("new");
      Files.copy(tree.getPath("/m/b"), tree.getPath("/m/c"));
      Files.copy(tree.getPath("/m/b"), tree.getPath("/m/c"), REPLACE_EXISTING);
      try (Stream<Path> all = Files.list(tree.getPath("/m"))) {
        assertThat(all).hasSize(2);
      }
    }
  }

  @Test
  void anotherLocationWithTheSameLoginHasTheSameFiles() throws Exception {
    try (Rig rig = Rig.ftp(directory);
        FileSystem outer = VfsFileSystem.open(rig.location().apply(""), rig.settings())) {
      Files.createDirectory(outer.getPath("/d"));
      try (FileSystem inner = VfsFileSystem.open(rig.location().apply("d"), rig.settings());
          FileSystem ram = VfsFileSystem.open("ram:///", Map.of())) {
        assertThat(Capabilities.identity(inner.getPath("/f")))
            .isEqualTo(Capabilities.identity(outer.getPath("/d/f")))
            .isNotEqualTo(Capabilities.identity(outer.getPath("/f")));
        assertThat(Capabilities.identity(ram.getPath("/f"))).isEqualTo(ram.getPath("/f"));
      }
    }
  }

  @Test
  void whatIsReplacedIsBackWhenTheRenamingFails() throws Exception {
    CountingFileSystem world = new CountingFileSystem(TestFtp.memory());
    Files.writeString(world.getPath("/a"), "new");
    Files.writeString(world.getPath("/b"), "kept");
    Path password = Files.writeString(directory.resolve("password"), "secret");
    try (FtpFixture server = FtpFixture.with().tree(() -> world).start();
        FileSystem ftp =
            VfsFileSystem.open(
                "ftp://user@127.0.0.1:" + server.port() + "/",
                Map.of("password", "file:" + password))) {
      world.whenAsked(
          (name, path) -> {
            if (name.equals("move") && path.toString().equals("/a")) {
              throw new AccessDeniedException("/a");
            }
          });
      assertThatThrownBy(() -> Files.move(ftp.getPath("/a"), ftp.getPath("/b"), REPLACE_EXISTING))
          .isInstanceOf(IOException.class);
      world.whenAsked((name, path) -> {});
      assertThat(Files.readString(ftp.getPath("/a"))).isEqualTo("new");
      assertThat(Files.readString(ftp.getPath("/b"))).isEqualTo("kept");
      try (Stream<Path> all = Files.list(world.getPath("/"))) {
        assertThat(all).hasSize(2);
      }
    }
  }
}
