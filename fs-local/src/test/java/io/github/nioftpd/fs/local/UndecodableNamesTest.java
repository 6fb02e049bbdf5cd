package io.github.nioftpd.fs.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.NameBytes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that are not UTF-8, created by other programs, under every confinement. */
@EnabledOnOs(OS.LINUX)
class UndecodableNamesTest {

  @TempDir Path temporary;
  private Path root;

  /** A path of the host, with bytes as % and two digits. */
  private static Path host(Path directory, String escaped) {
    return Path.of(URI.create(directory.toUri() + "/" + escaped));
  }

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(host(temporary.toRealPath(), "r%E9"));
  }

  @Test
  void theLocationOfAnEntryEncodesItsBytes() throws IOException {
    try (LocalFileSystem fileSystem = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, false)) {
      assertThat(fileSystem.location(fileSystem.getPath("/f\udce8")).orElseThrow().toString())
          .endsWith("/r%E9/f%E8");
    }
  }

  static Stream<Confining> confinements() {
    return Stream.concat(
        SymlinkPolicyTest.confinements()
            .map(Arguments::get)
            .map(
                all ->
                    new Confining((ConfinementKind) all[0], (Symlinks) all[1], (boolean) all[2])),
        Stream.of(new Confining(null, Symlinks.FOLLOW, false)));
  }

  /** The settings of a file system. */
  record Confining(ConfinementKind kind, Symlinks policy, boolean atomic) {
    LocalFileSystem open(Path root) throws IOException {
      return kind == null
          ? LocalFileSystem.open(root, policy, atomic)
          : LocalFileSystemTest.open(root, kind, policy, atomic);
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return List.copyOf(
          new TreeSet<>(entries.map(entry -> entry.getFileName().toString()).toList()));
    }
  }

  @ParameterizedTest
  @MethodSource("confinements")
  void listedNamesCanBeReadRenamedAndDeleted(Confining confining) throws IOException {
    Files.writeString(host(root, "caf%E9"), "latin");
    Files.writeString(host(root, "caf%C3%A9"), "unicode");
    Files.writeString(host(root, "%EF%BF%BD"), "replacement");
    Files.createDirectory(host(root, "%FE%FF"));
    try (LocalFileSystem served = confining.open(root)) {
      Path top = served.getPath("/");
      assertThat(names(top)).containsExactly("caf\u00e9", "caf\uDCE9", "\uDCFE\uDCFF", "\uFFFD");
      assertThat(Files.readString(top.resolve("caf\uDCE9"))).isEqualTo("latin");
      assertThat(Files.readString(top.resolve("\uFFFD"))).isEqualTo("replacement");
      Files.move(top.resolve("caf\uDCE9"), top.resolve("\uDCFE\uDCFF/\uDC80.txt"));
      FileTime time = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
      Files.setLastModifiedTime(top.resolve("\uDCFE\uDCFF/\uDC80.txt"), time);
      assertThat(Files.getLastModifiedTime(host(root, "%FE%FF/%80.txt"))).isEqualTo(time);
      Files.copy(top.resolve("\uDCFE\uDCFF/\uDC80.txt"), top.resolve("\uDC81"));
      assertThat(Files.readString(host(root, "%81"))).isEqualTo("latin");
      assertThat(names(top.resolve("\uDCFE\uDCFF"))).containsExactly("\uDC80.txt");
      Files.delete(top.resolve("\uDCFE\uDCFF/\uDC80.txt"));
      Files.delete(top.resolve("\uDCFE\uDCFF"));
      assertThat(names(top)).containsExactly("caf\u00e9", "\uDC81", "\uFFFD");
    }
  }

  @ParameterizedTest
  @MethodSource("confinements")
  void writtenNamesHaveTheSameBytes(Confining confining) throws IOException {
    try (LocalFileSystem served = confining.open(root)) {
      Files.createDirectory(served.getPath("/\uDCC0\uDCAF"));
      Path file = served.getPath("/\uDCC0\uDCAF", "\uDCC0\uDCAE\uDCC0\uDCAE");
      Files.writeString(file, "a", StandardOpenOption.CREATE_NEW);
      Files.writeString(file, "b"); // through a temporary file, where uploads are atomic
      assertThat(Files.readString(host(root, "%C0%AF/%C0%AE%C0%AE"))).isEqualTo("b");
      assertThat(names(file.getParent())).containsExactly("\uDCC0\uDCAE\uDCC0\uDCAE");
      assertThatThrownBy(() -> served.getPath("/\uDCC3\uDCA9")) // would be é
          .isInstanceOf(InvalidPathException.class);
      assertThatThrownBy(() -> Files.delete(served.getPath("/\uDCE9")))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessage("/\uDCE9");
    }
  }

  @ParameterizedTest
  @MethodSource("confinements")
  void linksLeadThroughSuchNames(Confining confining) throws IOException {
    Files.createDirectory(host(root, "d%E9"));
    Files.writeString(host(root, "d%E9/f%E9"), "text");
    Files.writeString(host(temporary, "out%E9"), "secret");
    Files.createSymbolicLink(
        host(root, "relative%E9"), host(Path.of("/"), "d%E9/f%E9").subpath(0, 2));
    Files.createSymbolicLink(root.resolve("absolute"), host(root, "d%E9/f%E9").toRealPath());
    Files.createSymbolicLink(
        root.resolve("above"), host(Path.of("/"), "../r%E9/d%E9").subpath(0, 3));
    Files.createSymbolicLink(root.resolve("leaving"), host(temporary, "out%E9"));
    try (LocalFileSystem served = confining.open(root)) {
      Path top = served.getPath("/");
      assertThat(Files.readSymbolicLink(top.resolve("relative\uDCE9")))
          .hasToString("d\uDCE9/f\uDCE9");
      assertThat(Files.readSymbolicLink(top.resolve("absolute"))).hasToString("d\uDCE9/f\uDCE9");
      if (confining.policy() == Symlinks.NONE) {
        assertThatThrownBy(() -> Files.readString(top.resolve("absolute")))
            .isInstanceOf(FileSystemException.class);
        return;
      }
      assertThat(Files.readString(top.resolve("relative\uDCE9"))).isEqualTo("text");
      assertThat(Files.readString(top.resolve("absolute"))).isEqualTo("text");
      assertThat(Files.readString(top.resolve("above/f\uDCE9"))).isEqualTo("text");
      if (confining.policy() == Symlinks.WITHIN_ROOT) {
        assertThatThrownBy(() -> Files.readString(top.resolve("leaving")))
            .isInstanceOf(AccessDeniedException.class);
      }
    }
  }

  @Test
  void patternsMatchSuchNames() throws IOException {
    try (LocalFileSystem served = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, false)) {
      Path path = served.getPath("/d/\uDCE9.txt");
      assertThat(served.getPathMatcher("glob:/d/*.txt").matches(path)).isTrue();
      assertThat(served.getPathMatcher("glob:*.txt").matches(path.getFileName())).isTrue();
      assertThat(served.getPathMatcher("glob:*.bin").matches(path.getFileName())).isFalse();
    }
  }

  @Test
  void aDiskThatRequiresUtf8RefusesTheName() {
    FileSystemException glibc =
        new FileSystemException("/x", null, "Invalid or incomplete multibyte or wide character");
    assertThatThrownBy(() -> HostFailures.of(glibc, Path.of("/a")))
        .isInstanceOf(InvalidPathException.class);
  }

  /** The JDK decodes names in the locale's charset, which is ASCII in the locale C. */
  @Test
  void theLocaleMakesNoDifference() throws Exception {
    Files.writeString(host(root, "caf%E9"), "latin");
    Files.writeString(host(root, "%E2%82%AC"), "euro");
    ProcessBuilder other =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            InAnotherLocale.class.getName(),
            root.toUri().toString());
    other.environment().put("LC_ALL", "C");
    Process process = other.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), US_ASCII);
    assertThat(output).contains("ANSI_X3.4-1968 20ac=euro 63 61 66 dce9=latin");
    assertThat(process.waitFor()).isZero();
    assertThat(Files.readString(host(root, "%E2%82%AC%FE"))).isEqualTo("new");
  }

  /** A program that lists a directory and writes a file. */
  static final class InAnotherLocale {
    private InAnotherLocale() {}

    public static void main(String[] arguments) throws IOException {
      Path root = Path.of(URI.create(arguments[0]));
      try (LocalFileSystem served = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, false)) {
        StringBuilder line = new StringBuilder(System.getProperty("sun.jnu.encoding"));
        for (String name : names(served.getPath("/")).reversed()) {
          name.chars().forEach(c -> line.append(' ').append(Integer.toHexString(c)));
          line.append('=').append(Files.readString(served.getPath("/" + name)));
        }
        Files.writeString(
            served.getPath("/" + NameBytes.decode(new byte[] {-30, -126, -84, -2})), "new");
        System.out.println(line);
      }
    }
  }
}
