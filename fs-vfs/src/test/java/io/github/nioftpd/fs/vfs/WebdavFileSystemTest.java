package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.NeedsPrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsPrograms({"nginx", "openssl", NginxServer.DAV_EXT})
final class WebdavFileSystemTest extends RemoteContract {

  @TempDir static Path directory;
  @AutoClose private static Rig rig;

  @BeforeAll
  static void start() throws IOException {
    rig = Rig.webdav(directory);
  }

  @Override
  protected String kind() {
    return "vfs:webdav4s://user@host/dir";
  }

  @Override
  protected FileSystem open() throws IOException {
    return rig.open();
  }

  @Override
  public void assertAppend(Path file) throws IOException {
    assertThatThrownBy(() -> super.assertAppend(file))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(content(file)).isEqualTo("one");
  }

  @Override
  public void assertResume(Path file) throws IOException {
    assertThatThrownBy(() -> super.assertResume(file))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(content(file)).isEqualTo("01234");
  }

  @Override
  public void assertTimeIsSet(Path file, FileTime time) {
    assertThatThrownBy(() -> Files.setLastModifiedTime(file, time))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Override
  public void assertTimeOfDirectoryIsSet(Path file, FileTime time) {
    assertTimeIsSet(file, time);
  }

  /** This server does not list what begins with a dot, and has it nevertheless. */
  @Override
  public void assertNameIsKept(String name) throws IOException {
    if (name.startsWith(".")) {
      assertThat(content(file("/" + name, "x"))).isEqualTo("x");
      assertThat(names(path("/"))).isEmpty();
      Files.delete(path("/" + name));
    } else {
      super.assertNameIsKept(name);
    }
  }

  @Override
  public void assertBackslash(String path) throws IOException {
    assertNameIsKept(path.substring(1));
  }

  @Test
  @Override
  public void aListingHasEachEntryOnceAndNoOther() throws IOException {
    file("/b", "x");
    file("/.hidden", "x");
    directory("/d");
    file("/d/a", "x");
    assertThat(names(path("/"))).containsExactly("b", "d");
  }

  @Test
  void aListingTakesThreeRequestsWhateverIsInIt() throws IOException {
    for (int i = 0; i < 20; i++) {
      file("/f" + i, "x".repeat(i));
    }
    long before = requests();
    try (Stream<Path> entries = Files.list(path("/"))) {
      assertThat(entries.mapToLong(WebdavFileSystemTest::size).sum()).isEqualTo(190);
    }
    assertThat(requests() - before).isLessThanOrEqualTo(3);
  }

  private static long size(Path entry) {
    try {
      return Files.size(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long requests() throws IOException {
    try (Stream<String> lines = Files.lines(directory.resolve("rig/access"))) {
      return lines.count();
    }
  }
}
