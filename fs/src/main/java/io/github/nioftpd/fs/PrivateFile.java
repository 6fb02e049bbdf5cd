package io.github.nioftpd.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner can read and write, on systems that have file permissions. */
public final class PrivateFile {

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFile() {}

  /**
   * Opens a file for writing and empties it.
   *
   * @param file a file that need not exist
   * @return a channel at the beginning of the empty file
   * @throws IOException when it cannot be opened
   */
  public static FileChannel open(Path file) throws IOException {
    FileAttribute<?>[] attributes =
        hasPermissions()
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
            : new FileAttribute<?>[0];
    return FileChannel.open(
        file,
        Set.of(
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING),
        attributes);
  }

  /**
   * Creates a file if it does not exist, and removes the permissions of other users.
   *
   * @param file a file that need not exist
   * @throws IOException when that fails
   */
  public static void ensure(Path file) throws IOException {
    if (!Presence.exists(file)) {
      open(file).close();
    } else if (hasPermissions()) {
      Files.setPosixFilePermissions(file, OWNER);
    }
  }

  private static boolean hasPermissions() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
