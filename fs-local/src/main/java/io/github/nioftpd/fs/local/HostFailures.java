package io.github.nioftpd.fs.local;

import io.github.nioftpd.spi.InsufficientStorageException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;

/** The translation of the host's exceptions into the same ones that name the caller's path. */
final class HostFailures {

  private HostFailures() {}

  /** The exception of an operation on one path. */
  static FileSystemException of(FileSystemException e, Path given) {
    if (e.getClass() != FileSystemException.class && given.toString().equals(e.getFile())) {
      return e;
    }
    FileSystemException named = named(e, given.toString());
    named.initCause(e);
    return named;
  }

  /** The exception of an operation on two paths, which may be about either of them. */
  static FileSystemException of(FileSystemException e, Path source, Place to, Path target) {
    if (e instanceof AtomicMoveNotSupportedException) {
      FileSystemException named =
          new AtomicMoveNotSupportedException(source.toString(), target.toString(), reason(e));
      named.initCause(e);
      return named;
    }
    return of(e, to.host().toString().equals(e.getFile()) ? target : source);
  }

  private static FileSystemException named(FileSystemException e, String file) {
    return switch (e) {
      case NoSuchFileException missing -> new NoSuchFileException(file);
      case FileAlreadyExistsException exists -> new FileAlreadyExistsException(file);
      case DirectoryNotEmptyException notEmpty -> new DirectoryNotEmptyException(file);
      case NotDirectoryException notDirectory -> new NotDirectoryException(file);
      case NotLinkException notLink -> new NotLinkException(file);
      case FileSystemLoopException loop -> new FileSystemLoopException(file);
      case AccessDeniedException denied -> new AccessDeniedException(file, null, e.getReason());
      default -> byReason(reason(e), file);
    };
  }

  // The JDK has no types for these; it passes on the words of the C library.
  private static FileSystemException byReason(String reason, String file) {
    if (reason.startsWith("No space left on device") || reason.startsWith("Disk quota exceeded")) {
      return new InsufficientStorageException(file, reason);
    }
    if (reason.startsWith("Read-only file system")
        || reason.startsWith("Operation not permitted")) {
      return new AccessDeniedException(file, null, reason);
    }
    if (reason.startsWith("Too many levels of symbolic links")) {
      return new FileSystemLoopException(file);
    }
    if (reason.startsWith("Invalid or incomplete multibyte") // glibc
        || reason.startsWith("Illegal byte sequence")) {
      throw new InvalidPathException(file, "names must be valid UTF-8 on this disk");
    }
    if (reason.startsWith("Not a directory")) {
      return new NotDirectoryException(file);
    }
    return new FileSystemException(file, null, reason);
  }

  private static String reason(FileSystemException e) {
    String reason = e.getReason();
    return reason == null ? "failed" : reason;
  }
}
