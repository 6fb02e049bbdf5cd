package io.github.nioftpd.fs.mount;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.nioftpd.fs.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.UUID;

/**
 * The check whether paths of two mounts are the same file, because a directory is mounted twice:
 * moving such a file onto itself would remove it. Where there are no file keys, a temporary file is
 * created beside the one and looked for beside the other.
 */
final class SameFile {

  /**
   * The tolerance between the times of one file in two file systems; some FTP servers report
   * minutes.
   */
  private static final Duration COARSE = Duration.ofMinutes(1);

  private SameFile() {}

  static boolean is(
      MountedPath source, BasicFileAttributes one, MountedPath target, BasicFileAttributes other)
      throws IOException {
    Duration apart =
        Duration.between(one.lastModifiedTime().toInstant(), other.lastModifiedTime().toInstant());
    if (!other.isRegularFile() || one.size() != other.size() || apart.abs().compareTo(COARSE) > 0) {
      return false;
    }
    if (one.fileKey() != null && other.fileKey() != null) {
      return one.fileKey().equals(other.fileKey())
          && one.lastModifiedTime().equals(other.lastModifiedTime());
    }
    return areInOneDirectory(source, target) && hasSameName(source, target);
  }

  private static boolean hasSameName(MountedPath source, MountedPath target) throws IOException {
    return String.valueOf(source.inner().getFileName())
        .equalsIgnoreCase(String.valueOf(target.inner().getFileName()));
  }

  private static boolean areInOneDirectory(MountedPath source, MountedPath target)
      throws IOException {
    String name = "." + UUID.randomUUID(); // another nioftpd refuses names of part files
    MountedPath probe = target.sibling(name);
    Path there = probe.inner();
    probe.on(path -> Files.write(path, new byte[0], CREATE_NEW, WRITE));
    try {
      return source.sibling(name).on(path -> Presence.exists(path, LinkOption.NOFOLLOW_LINKS));
    } finally {
      Files.deleteIfExists(there);
    }
  }
}
