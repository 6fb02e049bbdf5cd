package io.github.nioftpd.quota;

import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.listing.DirectoryQueue;
import io.github.nioftpd.outcome.Refused;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content of a path as a quota counts it: a file with its bytes, a directory as a file without
 * any, a symbolic link as nothing.
 *
 * @param bytes the size
 * @param files 1, or 0 when there is nothing
 */
record StoredSize(long bytes, long files) {

  static final StoredSize NOTHING = new StoredSize(0, 0);

  /** The most entries of a home that are counted, and the time limit. */
  private static final long MOST_ENTRIES = 100_000;

  private static final Duration MOST_TIME = Duration.ofSeconds(20);

  /** The attributes read for a whole tree: times may cost a store a request for each file. */
  private static final String NAMES = "size,isDirectory,isRegularFile,isSymbolicLink";

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  /** Looks at a path. */
  static StoredSize at(Path path, LinkOption... options) throws IOException {
    try {
      BasicFileAttributes there = Files.readAttributes(path, BasicFileAttributes.class, options);
      return of(there.isSymbolicLink(), there.isRegularFile() ? there.size() : 0);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return NOTHING;
    }
  }

  /** Looks at some paths, following no link. */
  static StoredSize sum(Path... paths) throws IOException {
    StoredSize sum = NOTHING;
    for (Path path : paths) {
      sum = sum.plus(at(path, LinkOption.NOFOLLOW_LINKS));
    }
    return sum;
  }

  private static StoredSize of(boolean isLink, long size) {
    return isLink ? NOTHING : new StoredSize(size, 1);
  }

  StoredSize plus(StoredSize other) {
    return new StoredSize(bytes + other.bytes, files + other.files);
  }

  /**
   * Counts the entries of a directory and below, up to a bound, following no link, and leaving out
   * what is read-only.
   */
  static StoredSize in(Path home) throws IOException {
    long end = System.nanoTime() + MOST_TIME.toNanos();
    StoredSize sum = NOTHING;
    try (DirectoryQueue below = new DirectoryQueue()) {
      Path next = Capabilities.isWritable(home) ? home : null;
      while (next != null) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(next)) {
          for (Path entry : stream) {
            if (sum.files >= MOST_ENTRIES || System.nanoTime() - end > 0) {
              return tooLarge(sum);
            }
            sum = sum.with(entry, below);
          }
        } catch (FileSystemException e) {
          LOG.debug("cannot count a directory", e); // it went away, or may not be read
        } catch (Refused e) {
          return tooLarge(sum);
        }
        next = below.poll();
      }
    }
    return sum;
  }

  private StoredSize with(Path entry, DirectoryQueue below) throws IOException {
    if (!Capabilities.isWritable(entry)) {
      return this;
    }
    Map<String, Object> attributes;
    try {
      attributes = Files.readAttributes(entry, NAMES, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return this;
    }
    if (Boolean.TRUE.equals(attributes.get("isDirectory"))) {
      below.add(entry);
    }
    long size =
        Boolean.TRUE.equals(attributes.get("isRegularFile"))
                && attributes.get("size") instanceof Long bytes
            ? bytes
            : 0;
    return plus(of(Boolean.TRUE.equals(attributes.get("isSymbolicLink")), size));
  }

  private static StoredSize tooLarge(StoredSize sum) {
    LOG.warn(
        "a home directory is too large to count for the quota; {} files were counted", sum.files);
    return sum;
  }
}
