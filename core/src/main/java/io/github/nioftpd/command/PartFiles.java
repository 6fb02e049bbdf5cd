package io.github.nioftpd.command;

import io.github.nioftpd.config.Limits;
import io.github.nioftpd.event.LogText;
import io.github.nioftpd.fs.PartFile;
import io.github.nioftpd.session.Session;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part files that a command meets. None is shown. One of another process that has not been
 * written to for long was left by a crash, and the next session removes it. Those of this process
 * are not judged by their time, which may be that of a file that is being copied.
 */
final class PartFiles {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  /** The most part files that are removed with their directory. */
  private static final int MOST = 1_000;

  private final Optional<Instant> limit;

  private PartFiles(Session session, Optional<Duration> age) {
    this.limit = age.map(session.settings().time().now()::minus);
  }

  /** Those that a listing meets. */
  static PartFiles of(Session session) {
    Duration age = session.settings().limits().partFiles();
    return new PartFiles(session, Optional.of(age).filter(Duration::isPositive));
  }

  /** Whether an entry is one of them; removes it when it is old. */
  boolean hides(Path entry) {
    if (!PartFile.isPart(String.valueOf(entry.getFileName()))) {
      return false;
    }
    try {
      if (isOld(entry)) {
        Files.delete(entry);
        LOG.info("removed the part file {}", LogText.escape(entry.toString()));
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("cannot remove a part file: {}", LogText.escape(String.valueOf(e)));
    }
    return true;
  }

  private boolean isOld(Path entry) throws IOException {
    return limit.isPresent()
        && !PartFile.isOfThisProcess(String.valueOf(entry.getFileName()))
        && Attributes.lastModified(entry).isBefore(limit.get());
  }

  /**
   * Removes a directory that holds only abandoned part files: a transfer that makes no progress for
   * so long is broken off.
   */
  static void removeDirectory(Session session, Path directory) throws IOException {
    try {
      Files.delete(directory);
    } catch (DirectoryNotEmptyException e) {
      List<Path> parts = new PartFiles(session, stall(session)).allIn(directory);
      if (parts.isEmpty()) {
        throw e;
      }
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
      Files.delete(directory);
    }
  }

  private static Optional<Duration> stall(Session session) {
    Limits limits = session.settings().limits();
    return Stream.of(limits.dataStall(), limits.partFiles())
        .filter(Duration::isPositive)
        .min(Duration::compareTo);
  }

  /** All entries, or none when there is one that has to stay. */
  private List<Path> allIn(Path directory) throws IOException {
    List<Path> parts = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        boolean part = PartFile.isPart(String.valueOf(entry.getFileName()));
        if (!part || parts.size() == MOST || !isOld(entry)) {
          return List.of();
        }
        parts.add(entry);
      }
    }
    return parts;
  }
}
