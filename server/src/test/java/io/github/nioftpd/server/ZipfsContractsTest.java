package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.FactsContract;
import io.github.nioftpd.TranscriptContract;
import io.github.nioftpd.fs.FileSystemContract;
import io.github.nioftpd.fs.mount.NioBackend;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contracts for the JDK's file system of ZIP archives behind {@link NioBackend}, which refuses
 * or corrects what differs from {@code java.nio.file}. An archive has no file keys, modes or limit
 * for names, and an entry is written at once.
 */
final class ZipfsContractsTest {

  @TempDir Path directory;

  private FileSystem openArchive() throws IOException {
    URI archive = directory.resolve("a.zip").toUri();
    return new NioBackend()
        .open(URI.create("nio:jar:" + archive), Map.of("create", "true", "writable", "true"));
  }

  @Nested
  class Facts extends FactsContract {
    @Override
    protected FileSystem open() throws IOException {
      return openArchive();
    }

    /** Without file keys the fact is derived from the path. */
    @Override
    protected void assertUniqueAfterRename(String before, String after) {
      assertThat(after).isNotEqualTo(before);
    }
  }

  @Nested
  class Transcripts extends TranscriptContract {
    @Override
    protected FileSystem open() throws IOException {
      return openArchive();
    }

    @Override
    protected String quirks() {
      return "quirks-zipfs";
    }
  }

  @Nested
  class Archive extends FileSystemContract {
    @Override
    protected FileSystem open() throws IOException {
      return openArchive();
    }

    /** The provider would have lost the rest. */
    private void assertKept(Path file, long position, StandardOpenOption... options)
        throws IOException {
      String before = content(file);
      assertThatThrownBy(() -> write(file, position, "abc", options))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThat(content(file)).isEqualTo(before);
    }

    @Override
    public void assertOffsetWrite(Path file) throws IOException {
      assertKept(file, 3, StandardOpenOption.WRITE);
    }

    @Override
    public void assertResume(Path file) throws IOException {
      assertKept(file, 5, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Override
    public void assertTruncate(Path file) throws IOException {
      assertKept(file, 4, StandardOpenOption.WRITE);
    }

    /** In an archive, times have a resolution of 1 or 2 seconds. */
    @Override
    public void assertTimeAfterMove(Path file, FileTime before) throws IOException {
      Duration difference =
          Duration.between(before.toInstant(), Files.getLastModifiedTime(file).toInstant());
      assertThat(difference.abs()).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Override
    public void assertFileKeys(Object before, Object after, Object other) {
      assertThat(before).isNull();
      assertThat(after).isNull();
    }

    @Override
    public void assertPermissions(Path file) {
      assertThat(file.getFileSystem().supportedFileAttributeViews()).doesNotContain("posix");
      assertThatThrownBy(() -> Files.getPosixFilePermissions(file))
          .isInstanceOf(UnsupportedOperationException.class);
    }

    /** The total space is the size of the archive. */
    @Override
    public void assertSpace(FileStore store) throws IOException {
      assertThat(store.getUsableSpace()).isPositive();
    }

    @Override
    public void assertLongNameIsRefused(String path) throws IOException {
      file(path, "x");
      assertThat(content(path(path))).isEqualTo("x");
    }

    /** The provider treats it as a slash. */
    @Override
    public void assertBackslash(String path) throws IOException {
      assertThatThrownBy(() -> file(path, "x")).isInstanceOf(InvalidPathException.class);
      assertThat(names(path("/"))).isEmpty();
    }

    /** No file of an archive is hidden. */
    @Override
    @Test
    public void aHiddenFileBeginsWithADot() throws IOException {
      assertThat(Files.isHidden(file("/.a", ""))).isFalse();
    }
  }
}
