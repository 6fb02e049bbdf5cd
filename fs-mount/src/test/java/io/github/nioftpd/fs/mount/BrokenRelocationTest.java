package io.github.nioftpd.fs.mount;

import static io.github.nioftpd.fs.mount.MountedFileSystemTest.names;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.nioftpd.CountingFileSystem;
import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.ForwardingChannel;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupted moves and copies between mounts lose nothing and leave nothing behind. */
final class BrokenRelocationTest {

  private static final int MIB = 1 << 20;

  private final CountingFileSystem source = new CountingFileSystem(Trees.memory());
  private final CountingFileSystem target =
      new CountingFileSystem(
          Jimfs.newFileSystem(
              Configuration.unix().toBuilder().setWorkingDirectory("/").setMaxSize(MIB).build()));
  private final MountedFileSystem tree =
      MountedFileSystem.builder()
          .mount("/", source.getPath("/"))
          .mount("/m", target.getPath("/"))
          .build();

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(path("/d/sub"));
    Files.writeString(path("/d/a"), "1");
    Files.writeString(path("/d/sub/b"), "22");
    Files.writeString(path("/f"), "the source");
    Files.writeString(path("/m/old"), "the target");
  }

  @AfterEach
  void close() throws IOException {
    source.close();
    target.close();
  }

  private Path path(String text) {
    return tree.getPath(text);
  }

  private void assertNothingHappened() throws IOException {
    source.whenAsked((name, path) -> {});
    target.whenAsked((name, path) -> {});
    assertThat(names(path("/"))).containsExactlyInAnyOrder("m", "d", "f");
    assertThat(path("/d/a")).hasContent("1");
    assertThat(path("/d/sub/b")).hasContent("22");
    assertThat(path("/f")).hasContent("the source");
    assertThat(path("/m/old")).hasContent("the target");
    assertThat(names(path("/m"))).containsExactly("old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/m/new", "/m/old"})
  void aFileThatDoesNotFitLeavesNothing(String to) throws IOException {
    Files.write(path("/f"), new byte[2 * MIB]);
    assertThatThrownBy(() -> Files.move(path("/f"), path(to), REPLACE_EXISTING))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Files.copy(path("/f"), path(to), REPLACE_EXISTING))
        .isInstanceOf(IOException.class);
    assertThat(path("/f")).hasSize(2 * MIB);
    Files.writeString(path("/f"), "the source");
    assertNothingHappened();
  }

  @ParameterizedTest
  @CsvSource({"open, /m/new", "move, /m/new", "open, /m/old", "move, /m/old"})
  void aTargetThatFailsLeavesNothing(String when, String to) throws IOException {
    target.whenAsked(
        (name, path) -> {
          if (name.equals(when)) {
            throw new AccessDeniedException(path.toString());
          }
        });
    assertThatThrownBy(() -> Files.move(path("/f"), path(to), REPLACE_EXISTING))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageStartingWith("/m/");
    assertNothingHappened();
  }

  @Test
  void aSourceThatCannotBeRemovedIsNotDuplicated() throws IOException {
    source.whenAsked(
        (name, path) -> {
          if (name.equals("delete")) {
            throw new AccessDeniedException(path.toString());
          }
        });
    assertThatThrownBy(() -> Files.move(path("/f"), path("/m/new")))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessage("/f");
    assertNothingHappened();
  }

  @Test
  void theCopyIsKeptWhenTheRemovalOfTheSourceHasNoAnswer() throws IOException {
    source.whenAsked(
        (name, path) -> {
          if (name.equals("delete")) {
            source.whenAsked((again, other) -> {});
            Files.delete(path);
            throw new IOException("connection lost");
          }
        });
    assertThatThrownBy(() -> Files.move(path("/f"), path("/m/new")))
        .isInstanceOf(IOException.class);
    assertThat(path("/f")).doesNotExist();
    assertThat(path("/m/new")).hasContent("the source");
  }

  @Test
  void aSourceThatChangesMeanwhileStays() throws IOException {
    target.whenAsked(
        (name, path) -> {
          if (name.equals("move")) {
            Files.writeString(source.getPath("/f"), "a later text");
          }
        });
    assertThatThrownBy(() -> Files.move(path("/f"), path("/m/new")))
        .isInstanceOf(FileSystemException.class);
    assertThat(path("/f")).hasContent("a later text");
    Files.writeString(path("/f"), "the source");
    assertNothingHappened();
  }

  @ParameterizedTest
  @CsvSource({
    "true, open, /sub/",
    "true, move, .part",
    "true, mkdir, /sub",
    "false, open, /b",
    "false, list, /sub",
    "true, mkdir, /e"
  })
  void anInterruptedDirectoryMoveLeavesOnlyTheSource(boolean atTarget, String when, String where)
      throws IOException {
    (atTarget ? target : source)
        .whenAsked(
            (name, path) -> {
              if (name.equals(when) && path.toString().contains(where)) {
                throw new IOException("broken");
              }
            });
    assertThatThrownBy(() -> Files.move(path("/d"), path("/m/e"))).isInstanceOf(IOException.class);
    assertNothingHappened();
  }

  @Test
  void aDirectoryThatDoesNotFitLeavesNothing() throws IOException {
    Files.write(path("/d/sub/large"), new byte[2 * MIB]);
    assertThatThrownBy(() -> Files.move(path("/d"), path("/m/e"))).isInstanceOf(IOException.class);
    Files.delete(path("/d/sub/large"));
    assertNothingHappened();
  }

  @Test
  void aFileAddedDuringADirectoryMoveIsNotLost() throws IOException {
    source.whenAsked(
        (name, path) -> {
          if (name.equals("delete")) {
            source.whenAsked((again, other) -> {});
            Files.writeString(source.getPath("/d/late"), "late");
          }
        });
    assertThatThrownBy(() -> Files.move(path("/d"), path("/m/e"))).isInstanceOf(IOException.class);
    assertThat(path("/m/e/a")).hasContent("1");
    assertThat(path("/m/e/sub/b")).hasContent("22");
    assertThat(path("/d/late")).hasContent("late");
  }

  @Test
  void anAbortableUploadIsWrittenUnderItsFinalName() throws IOException {
    List<String> calls = new ArrayList<>();
    target.whenOpened((channel, path) -> new Discardable(channel, path, calls));
    target.takeQuestions();
    Files.move(path("/f"), path("/m/new"));
    assertThat(target.takeQuestions()).doesNotContain("move");
    assertThat(path("/m/new")).hasContent("the source");
    assertThat(names(path("/m"))).containsExactlyInAnyOrder("new", "old");
    assertThat(calls).startsWith("discard", "close");
  }

  @Test
  void anAbortableUploadIsAbortedOnFailure() throws IOException {
    List<String> calls = new ArrayList<>();
    target.whenOpened((channel, path) -> new Discardable(channel, path, calls));
    Files.write(path("/f"), new byte[2 * MIB]);
    assertThatThrownBy(() -> Files.move(path("/f"), path("/m/new")))
        .isInstanceOf(IOException.class);
    assertThat(calls).containsExactly("discard", "discard");
    Files.writeString(path("/f"), "the source");
    assertNothingHappened();
  }

  @Test
  void aMountThatCannotRenameIsWrittenInPlace() throws IOException {
    target.limitTo(Set.of(Capability.WRITE, Capability.DELETE));
    target.whenAsked(
        (name, path) -> {
          if (name.equals("move") || path.toString().endsWith(".part")) {
            throw new UnsupportedOperationException();
          }
        });
    Files.copy(path("/f"), path("/m/new"));
    assertThat(path("/m/new")).hasContent("the source");
    Files.delete(path("/m/new"));
    Files.write(path("/f"), new byte[2 * MIB]);
    assertThatThrownBy(() -> Files.move(path("/f"), path("/m/new")))
        .isInstanceOf(IOException.class);
    assertThat(path("/f")).hasSize(2 * MIB);
    Files.writeString(path("/f"), "the source");
    assertNothingHappened();
  }

  /** An abortable upload. */
  private static final class Discardable extends ForwardingChannel implements Abortable {
    private final Path path;
    private final List<String> calls;

    Discardable(SeekableByteChannel channel, Path path, List<String> calls) {
      super(channel);
      this.path = path;
      this.calls = calls;
    }

    @Override
    public void abort() throws IOException {
      throw new IOException("a partial file must not be kept");
    }

    @Override
    public void discard() throws IOException {
      calls.add("discard");
      super.close();
      Files.delete(path);
    }

    @Override
    public void close() throws IOException {
      calls.add("close");
      super.close();
    }
  }
}
