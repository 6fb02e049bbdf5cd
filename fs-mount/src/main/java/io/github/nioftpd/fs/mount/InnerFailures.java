package io.github.nioftpd.fs.mount;

import io.github.nioftpd.fs.ArchivedFileException;
import io.github.nioftpd.fs.BusyException;
import io.github.nioftpd.fs.FileTooLargeException;
import io.github.nioftpd.fs.InsufficientStorageException;
import io.github.nioftpd.fs.TreeTooLargeException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The translation of exceptions from below into the same ones with the paths of the tree. */
final class InnerFailures {

  private InnerFailures() {}

  /** The exception of an operation on one path. */
  static FileSystemException of(FileSystemException e, MountedPath given) {
    String file = given.path().toString();
    return file.equals(e.getFile()) ? e : named(e, file, null);
  }

  /** The exception of an operation on two paths of one file system, about either or both. */
  static FileSystemException of(FileSystemException e, MountedPath source, MountedPath target) {
    boolean both = e.getOtherFile() != null;
    boolean second = !both && Objects.equals(e.getFile(), text(target));
    String file = (second ? target : source).path().toString();
    String other = both ? target.path().toString() : null;
    return file.equals(e.getFile()) && Objects.equals(other, e.getOtherFile())
        ? e
        : named(e, file, other);
  }

  private static @Nullable String text(MountedPath mounted) {
    try {
      return mounted.inner().toString();
    } catch (IOException e) {
      return null; // a path without an inner name did not fail
    }
  }

  private static FileSystemException named(
      FileSystemException e, String file, @Nullable String other) {
    String reason = e.getReason();
    String why = reason == null ? "failed" : reason;
    FileSystemException named =
        switch (e) {
          case NoSuchFileException missing -> new NoSuchFileException(file, other, reason);
          case FileAlreadyExistsException exists ->
              new FileAlreadyExistsException(file, other, reason);
          case DirectoryNotEmptyException notEmpty -> new DirectoryNotEmptyException(file);
          case NotDirectoryException notDirectory -> new NotDirectoryException(file);
          case NotLinkException notLink -> new NotLinkException(file, other, reason);
          case FileSystemLoopException loop -> new FileSystemLoopException(file);
          case AccessDeniedException denied -> new AccessDeniedException(file, other, reason);
          case AtomicMoveNotSupportedException atomic ->
              new AtomicMoveNotSupportedException(file, other, reason);
          case InsufficientStorageException full -> new InsufficientStorageException(file, why);
          case FileTooLargeException large -> new FileTooLargeException(file, why);
          case BusyException busy -> new BusyException(file, why);
          case ArchivedFileException archived -> new ArchivedFileException(file, why);
          case TreeTooLargeException large -> new TreeTooLargeException(file, other, large.limit());
          default -> new FileSystemException(file, other, why);
        };
    named.initCause(e);
    return named;
  }
}
