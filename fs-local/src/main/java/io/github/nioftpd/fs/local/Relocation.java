package io.github.nioftpd.fs.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Copying and renaming between two places. */
final class Relocation {

  private Relocation() {}

  /** Copies a file, or makes an empty directory like the source. */
  static void copy(Place source, Place target, CopyOption... options) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(source.host(), BasicFileAttributes.class, source.links());
    if (attributes.isSymbolicLink()) {
      throw new UnsupportedOperationException("symbolic links are not made here");
    }
    if (attributes.isOther()) {
      // Reading a pipe would wait for whoever writes to it.
      throw new FileSystemException(source.host().toString(), null, "not a regular file");
    }
    List<CopyOption> chosen = new ArrayList<>(Arrays.asList(options));
    chosen.remove(LinkOption.NOFOLLOW_LINKS);
    chosen.addAll(Arrays.asList(source.links()));
    Files.copy(source.host(), target.host(), chosen.toArray(new CopyOption[0]));
  }

  /** Renames in one step where that is possible. */
  static void move(Path source, Path target, CopyOption... options) throws IOException {
    List<CopyOption> chosen = Arrays.asList(options);
    if (!chosen.contains(StandardCopyOption.REPLACE_EXISTING)
        || chosen.contains(StandardCopyOption.ATOMIC_MOVE)) {
      Files.move(source, target, options);
      return;
    }
    try {
      // The JDK's own replacing move deletes the target first: for a moment there is neither.
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(source, target, options);
    } catch (AccessDeniedException e) {
      // The JDK's move might be allowed to delete the target, and then fail to rename the source.
      throw e;
    } catch (FileSystemException e) {
      if (!isDirectory(source) && !isDirectory(target)) {
        throw e;
      }
      Files.move(source, target, options);
    }
  }

  private static boolean isDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }
}
