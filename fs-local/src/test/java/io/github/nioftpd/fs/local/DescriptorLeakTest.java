package io.github.nioftpd.fs.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No operation leaks a descriptor, whether it succeeds or fails. */
@EnabledOnOs(OS.LINUX)
class DescriptorLeakTest {

  @TempDir Path temporary;

  private interface Operation {
    void run() throws IOException;
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noDescriptorStaysOpen(boolean atomicUploads) throws IOException {
    Path root = Files.createDirectory(temporary.resolve("root"));
    Path secret = Files.createDirectory(temporary.resolve("outside")).resolve("passwd");
    Files.writeString(secret, "secret");
    Files.createSymbolicLink(root.resolve("out"), secret.getParent());
    Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
    Files.createSymbolicLink(root.resolve("absolute"), root.toRealPath().resolve("f"));
    long outside = descriptors();
    try (LocalFileSystem fileSystem =
        LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, atomicUploads)) {
      assertThat(fileSystem.confinement()).isInstanceOf(KernelConfinement.class);
      round(fileSystem);
      long before = descriptors();
      for (int i = 0; i < 50; i++) {
        round(fileSystem);
      }
      assertThat(descriptors()).isEqualTo(before);
    }
    assertThat(descriptors()).isEqualTo(outside);
  }

  private static void round(LocalFileSystem fileSystem) {
    for (String name :
        List.of(
            "/f",
            "/d",
            "/no",
            "/no/f",
            "/f/f",
            "/out",
            "/out/passwd",
            "/loop",
            "/absolute",
            "/",
            "/" + "n".repeat(256),
            "/" + "d/".repeat(3000))) {
      for (Operation operation : operations(fileSystem.getPath(name))) {
        try {
          operation.run();
        } catch (IOException | UnsupportedOperationException e) {
          // Half of the operations fail.
          assertThat(e).isNotNull();
        }
      }
    }
  }

  private static List<Operation> operations(Path path) {
    Path other = path.resolve("/other");
    return List.of(
        () -> Files.writeString(path.resolve("/f"), "x"),
        () -> Files.createDirectory(path.resolve("/d")),
        () -> Files.newByteChannel(path).close(),
        () -> Files.writeString(path, "x"),
        () -> list(path),
        () -> Files.createDirectory(path.resolve("made")),
        () -> Files.delete(path.resolve("made")),
        () -> Files.copy(path, other, REPLACE_EXISTING),
        () -> Files.move(path, other),
        () -> Files.move(other, path, REPLACE_EXISTING),
        () -> Files.readAttributes(path, "unix:*"),
        () -> Files.readAttributes(path, PosixFileAttributes.class, NOFOLLOW_LINKS),
        () -> Files.readAttributes(path, "nosuchview:*"),
        () -> Files.setLastModifiedTime(path, FileTime.fromMillis(1000)),
        () -> Files.getFileStore(path).getUsableSpace(),
        () -> Files.isSameFile(path, other),
        () -> Files.readSymbolicLink(path),
        () -> Files.isReadable(path));
  }

  private static void list(Path directory) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Files.exists(entry);
      }
    }
  }
}
