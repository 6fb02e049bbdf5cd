package io.github.nioftpd.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The requirements of an FTP server for a {@link FileSystem}. Every backend runs these tests by
 * extending this class.
 *
 * <p>Where a store differs, its test overrides the method {@code assert…} of that case and asserts
 * the actual behaviour; no test is skipped.
 */
public abstract class FileSystemContract
    implements ContentContract, TreeContract, AttributeContract, NameContract {

  private FileSystem fileSystem;

  /** Opens an empty, writable file system; the contract closes it. */
  protected abstract FileSystem open() throws IOException;

  @BeforeEach
  void openFileSystem() throws IOException {
    fileSystem = open();
  }

  @AfterEach
  void closeFileSystem() throws IOException {
    if (fileSystem != null) { // null where a program is not installed and the test was skipped
      fileSystem.close();
    }
  }

  @Override
  public final Path path(String text) {
    return fileSystem.getPath(text);
  }

  @Test
  void manySessionsWorkAtOnce() throws Exception {
    List<Future<String>> results = new ArrayList<>();
    try (ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < sessions(); i++) {
        String name = "s" + i;
        results.add(sessions.submit(() -> session(name)));
      }
    }
    for (int i = 0; i < results.size(); i++) {
      assertThat(results.get(i).get()).isEqualTo("s" + i + "s" + i);
    }
    assertThat(names(path("/"))).hasSize(sessions());
  }

  /** The number of concurrent sessions; fewer where a store needs a minute for 50. */
  protected int sessions() {
    return 50;
  }

  private String session(String name) throws IOException {
    Path directory = Files.createDirectory(path("/" + name));
    Path file = directory.resolve("a");
    for (int i = 0; i < 10; i++) {
      Files.writeString(file, name + name);
      names(directory);
      Files.move(file, directory.resolve("b"));
      Files.move(directory.resolve("b"), file);
    }
    return Files.readString(file);
  }

  /** Capabilities decide what FEAT reports and which commands are attempted. */
  @Test
  void capabilitiesAreTrue() throws IOException {
    assertThat(Capabilities.of(fileSystem)).isEqualTo(Capabilities.probed(path("/")));
    assertThat(names(path("/"))).as("entries that the probe left").isEmpty();
  }

  @Test
  void aClosedFileSystemRefusesEverything() throws IOException {
    Path file = file("/a", "x");
    assertThat(fileSystem.isOpen()).isTrue();
    fileSystem.close();
    fileSystem.close();
    assertThat(fileSystem.isOpen()).isFalse();
    assertThatThrownBy(() -> Files.readString(file)).isInstanceOf(ClosedFileSystemException.class);
    assertThatThrownBy(() -> Files.newDirectoryStream(path("/")))
        .isInstanceOf(ClosedFileSystemException.class);
  }
}
