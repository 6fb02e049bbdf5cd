package io.github.nioftpd.fs.memory;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.fs.InsufficientStorageException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MemoryRacesTest {

  private static final int NAMES = 30;
  private static final int LIMIT = 25;

  private final Queue<Exception> surprises = new ConcurrentLinkedQueue<>();

  @Test
  void theNumberOfEntriesIsExactAfterAnyMixtureOfChanges() throws Exception {
    try (MemoryFileSystem fileSystem = MemoryFileSystem.open(8 << 20, LIMIT)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Random random = new Random(i);
        threads.add(Thread.startVirtualThread(() -> change(fileSystem, random)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(surprises).isEmpty();
      assertThat(fileSystem.entries()).isEqualTo(listed(fileSystem)).isLessThanOrEqualTo(LIMIT);
      for (int i = 0; i < NAMES; i++) {
        Files.deleteIfExists(fileSystem.getPath("/" + i));
      }
      assertThat(fileSystem.entries()).isZero();
      assertThat(Files.getFileStore(fileSystem.getPath("/")).getUnallocatedSpace())
          .isEqualTo(8 << 20);
    }
  }

  private static int listed(MemoryFileSystem fileSystem) throws IOException {
    try (Stream<Path> list = Files.list(fileSystem.getPath("/"))) {
      return (int) list.count();
    }
  }

  private void change(MemoryFileSystem fileSystem, Random random) {
    for (int i = 0; i < 1000; i++) {
      Path path = fileSystem.getPath("/" + random.nextInt(NAMES));
      Path other = fileSystem.getPath("/" + random.nextInt(NAMES));
      try {
        switch (random.nextInt(7)) {
          case 0 -> Files.write(path, new byte[random.nextInt(200_000)]);
          case 1 -> Files.createDirectory(path);
          case 2 -> Files.deleteIfExists(path);
          case 3 -> Files.move(path, other, REPLACE_EXISTING);
          case 4 -> Files.copy(path, other, REPLACE_EXISTING);
          case 5 -> Files.readAllBytes(path);
          default -> assertThat(listed(fileSystem)).isLessThanOrEqualTo(LIMIT);
        }
      } catch (NoSuchFileException
          | FileAlreadyExistsException
          | DirectoryNotEmptyException
          | InsufficientStorageException e) {
        assertThat(e.getFile()).startsWith("/");
      } catch (FileSystemException e) {
        if (!"not a regular file".equals(e.getReason())) {
          surprises.add(e);
        }
      } catch (IOException | RuntimeException e) {
        surprises.add(e);
      }
    }
  }
}
