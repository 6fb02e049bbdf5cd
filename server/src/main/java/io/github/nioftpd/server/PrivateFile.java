package io.github.nioftpd.server;

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

/** Files that their owner alone may read and write, where the system knows permissions. */
public final class PrivateFile {

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFile() {}

  /**
   * Opens a file to write it anew.
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
   * Makes a file when there is none, and takes the permissions of others away.
   *
   * @param file a file that need not exist
   * @throws IOException when that fails
   */
  public static void ensure(Path file) throws IOException {
    if (Files.notExists(file)) {
      open(file).close();
    } else if (hasPermissions()) {
      Files.setPosixFilePermissions(file, OWNER);
    }
  }

  private static boolean hasPermissions() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
