package io.github.nioftpd.fs.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation on every kind of symbolic link, under every policy. */
@DisabledOnOs(OS.WINDOWS)
class SymlinkPolicyTest {

  /** Links that lead out of the root, or are dangling. */
  private static final List<String> BAD =
      List.of(
          "absolute-file",
          "absolute-dir",
          "relative-file",
          "relative-dir",
          "chain-file",
          "chain-dir",
          "loop",
          "self",
          "dangling-outside",
          "dangling-relative",
          "top");

  private static final List<String> NAMING_LINKS =
      List.of("loop", "self", "chain-file", "chain-dir");

  /** Links that stay within the root. */
  private static final List<String> GOOD_FILES =
      List.of("in-relative", "in-absolute", "in-through-above", "in-chain", "in-by-dir/file");

  @TempDir Path temporary;
  private Path root;
  private Path outside;

  @BeforeEach
  void makeLinks() throws IOException {
    root = Files.createDirectory(temporary.resolve("root")).toRealPath();
    outside = Files.createDirectory(temporary.resolve("outside")).toRealPath();
    Files.writeString(outside.resolve("file"), "secret");
    Files.createDirectory(outside.resolve("dir"));
    Files.writeString(outside.resolve("dir/inner"), "secret");
    link("absolute-file", outside.resolve("file").toString());
    link("absolute-dir", outside.toString());
    link("relative-file", "../outside/file");
    link("relative-dir", "../outside");
    link("chain-file", "relative-file");
    link("chain-dir", "absolute-dir");
    link("loop", "loop-back");
    link("loop-back", "loop");
    link("self", "self");
    link("dangling-outside", outside.resolve("new").toString());
    link("dangling-relative", "../outside/new");
    link("top", "/");
    Files.createDirectories(root.resolve("real/deep"));
    Files.writeString(root.resolve("real/file"), "mine");
    link("in-relative", "real/file");
    link("in-absolute", root.resolve("real/file").toString());
    link("in-through-above", "../root/real/file");
    link("in-chain", "in-absolute");
    link("in-by-dir", root.resolve("real").toString());
    link("real/deep/up", "../file");
    link("dangling-inside", "real/new");
  }

  @AfterEach
  void removeLinkToTheTop() throws IOException {
    // The removal of the temporary directory would log a warning.
    Files.deleteIfExists(root.resolve("top"));
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(root.resolve(name), Path.of(target));
  }

  private interface Operation {
    void on(Path link) throws IOException;
  }

  /** An operation on a link, which must fail if the link leads out of the root. */
  private static Map<String, Operation> operations() {
    Map<String, Operation> all = new TreeMap<>();
    all.put("read", Files::readAllBytes);
    all.put("write", link -> Files.newByteChannel(link, WRITE).close());
    all.put("upload", link -> Files.newByteChannel(link, CREATE, TRUNCATE_EXISTING, WRITE).close());
    all.put("list", SymlinkPolicyTest::list);
    all.put("list below", link -> list(link.resolve("dir")));
    all.put("read below", link -> Files.readAllBytes(link.resolve("file")));
    all.put("mkdir at", Files::createDirectory);
    all.put("mkdir below", link -> Files.createDirectory(link.resolve("made")));
    all.put("upload below", link -> Files.writeString(link.resolve("made"), "x"));
    all.put("delete below", link -> Files.delete(link.resolve("file")));
    all.put("rename below", link -> Files.move(link.resolve("file"), link.resolve("moved")));
    all.put("rename out", link -> Files.move(link.resolve("file"), link.resolve("/got")));
    all.put("rename in", link -> Files.move(link.resolve("/real/file"), link.resolve("moved")));
    all.put("copy out", link -> Files.copy(link, link.resolve("/got")));
    all.put("copy below", link -> Files.copy(link.resolve("file"), link.resolve("/got")));
    all.put("copy in", link -> Files.copy(link.resolve("/real/file"), link.resolve("copy")));
    all.put("attributes", link -> Files.readAttributes(link, BasicFileAttributes.class));
    all.put("attributes by name", link -> Files.readAttributes(link, "unix:*"));
    all.put("times", link -> Files.setLastModifiedTime(link, FileTime.fromMillis(0)));
    all.put("space", link -> Files.getFileStore(link));
    all.put("access", link -> link.getFileSystem().provider().checkAccess(link));
    all.put("text", Files::readSymbolicLink);
    return all;
  }

  private static void list(Path directory) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entry -> {});
    }
  }

  static Stream<Arguments> confinements() {
    List<Arguments> all = new ArrayList<>();
    for (ConfinementKind kind : ConfinementKind.values()) {
      if (kind == ConfinementKind.KERNEL && !Openat2.isLinked()) {
        continue;
      }
      for (Symlinks policy : List.of(Symlinks.WITHIN_ROOT, Symlinks.NONE)) {
        all.add(Arguments.of(kind, policy, false));
        all.add(Arguments.of(kind, policy, true));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("confinements")
  void noOperationFollowsALinkOutOfTheRoot(ConfinementKind kind, Symlinks policy, boolean atomic)
      throws IOException {
    Map<String, String> before = HostTrees.snapshot(outside, root);
    try (LocalFileSystem fileSystem = LocalFileSystemTest.open(root, kind, policy, atomic)) {
      for (String name : BAD) {
        Path link = fileSystem.getPath("/" + name);
        operations()
            .forEach(
                (what, operation) -> {
                  // The text of these links is a path within the root.
                  if (what.equals("text") && NAMING_LINKS.contains(name)) {
                    return;
                  }
                  assertThatThrownBy(() -> operation.on(link))
                      .as("%s of %s", what, name)
                      .isInstanceOf(FileSystemException.class)
                      .satisfies(e -> assertNoHostPath((FileSystemException) e));
                });
      }
    }
    assertThat(HostTrees.snapshot(outside, root)).isEqualTo(before);
    assertThat(Files.readString(root.resolve("real/file"))).isEqualTo("mine");
  }

  private void assertNoHostPath(FileSystemException e) {
    assertThat(e.getMessage()).doesNotContain(temporary.toString(), "/proc/");
    assertThat(e.getFile()).startsWith("/");
  }

  @ParameterizedTest
  @MethodSource("confinements")
  void aLinkItselfIsReadRenamedAndDeleted(ConfinementKind kind, Symlinks policy, boolean atomic)
      throws IOException {
    Map<String, String> before = HostTrees.snapshot(outside, root);
    try (LocalFileSystem fileSystem = LocalFileSystemTest.open(root, kind, policy, atomic)) {
      for (String name : BAD) {
        Path link = fileSystem.getPath("/" + name);
        assertThat(Files.isSymbolicLink(link)).as(name).isTrue();
        assertThat(Files.readAttributes(link, BasicFileAttributes.class, NOFOLLOW_LINKS).isOther())
            .isFalse();
        Path moved = Files.move(link, fileSystem.getPath("/real/" + name));
        assertThat(Files.isSymbolicLink(moved)).isTrue();
        assertThatThrownBy(() -> Files.readAllBytes(moved)).isInstanceOf(IOException.class);
        Files.delete(moved);
        assertThat(Files.exists(moved, NOFOLLOW_LINKS)).isFalse();
      }
    }
    assertThat(HostTrees.snapshot(outside, root)).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("confinements")
  void aDirectoryWithLinksOutIsListed(ConfinementKind kind, Symlinks policy, boolean atomic)
      throws IOException {
    try (LocalFileSystem fileSystem = LocalFileSystemTest.open(root, kind, policy, atomic);
        DirectoryStream<Path> stream = Files.newDirectoryStream(fileSystem.getPath("/"))) {
      List<String> links = new ArrayList<>();
      for (Path entry : stream) {
        BasicFileAttributes itself =
            Files.readAttributes(entry, BasicFileAttributes.class, NOFOLLOW_LINKS);
        String name = entry.getFileName().toString();
        if (itself.isSymbolicLink()) {
          links.add(name);
        }
        if (BAD.contains(name)) {
          assertThatThrownBy(() -> Files.readAttributes(entry, BasicFileAttributes.class))
              .as(name)
              .isInstanceOf(FileSystemException.class);
        }
      }
      assertThat(links).containsAll(BAD).contains("in-relative", "in-by-dir");
    }
  }

  @ParameterizedTest
  @MethodSource("confinements")
  void linksWithinTheRootAreFollowedByPolicy(ConfinementKind kind, Symlinks policy, boolean atomic)
      throws IOException {
    try (LocalFileSystem fileSystem = LocalFileSystemTest.open(root, kind, policy, atomic)) {
      for (String name : GOOD_FILES) {
        Path link = fileSystem.getPath("/" + name);
        if (policy == Symlinks.NONE) {
          assertThatThrownBy(() -> Files.readString(link))
              .as(name)
              .isInstanceOf(FileSystemException.class);
          continue;
        }
        assertThat(Files.readString(link)).as(name).isEqualTo("mine");
        Files.writeString(link, name);
        assertThat(Files.readString(root.resolve("real/file"))).isEqualTo(name);
        assertThat(Files.size(link)).isEqualTo(name.length());
        Files.writeString(link, "mine");
      }
      assertThat(Files.isSymbolicLink(root.resolve("in-relative"))).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("confinements")
  void theTextOfALinkIsRelative(ConfinementKind kind, Symlinks policy, boolean atomic)
      throws IOException {
    try (LocalFileSystem fileSystem = LocalFileSystemTest.open(root, kind, policy, atomic)) {
      assertText(fileSystem, "/in-relative", "real/file");
      assertText(fileSystem, "/in-absolute", "real/file");
      assertText(fileSystem, "/in-by-dir", "real");
      assertText(fileSystem, "/real/deep/up", "../file");
    }
  }

  private static void assertText(LocalFileSystem fileSystem, String link, String text)
      throws IOException {
    assertThat(Files.readSymbolicLink(fileSystem.getPath(link)).toString()).isEqualTo(text);
  }

  @Test
  void aDanglingLinkWithinTheRootCreatesNoFile() throws IOException {
    try (LocalFileSystem fileSystem = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, false)) {
      assertThatThrownBy(() -> Files.writeString(fileSystem.getPath("/dangling-inside"), "x"))
          .isInstanceOf(FileSystemException.class);
      assertThat(root.resolve("real/new")).doesNotExist();
    }
  }

  @Test
  void withoutConfinementLinksOutOfTheRootAreFollowed() throws IOException {
    try (LocalFileSystem fileSystem = LocalFileSystem.open(root, Symlinks.FOLLOW, false)) {
      assertThat(Files.readString(fileSystem.getPath("/absolute-dir/file"))).isEqualTo("secret");
      assertThat(Files.readString(fileSystem.getPath("/relative-file"))).isEqualTo("secret");
      Path above = fileSystem.getPath("/../outside/file");
      assertThat(Files.exists(above)).isFalse();
    }
  }
}
