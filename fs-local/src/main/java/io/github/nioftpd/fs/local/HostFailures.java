package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.FileTooLargeException;
import io.github.nioftpd.fs.InsufficientStorageException;
import io.github.nioftpd.fs.SystemError;
import java.io.IOException;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The translation of the host's exceptions into the same ones that name the caller's path. An error
 * of the system that may pass becomes an {@code IOException} that is no {@code
 * FileSystemException}, as does one that is not known.
 */
final class HostFailures {

  private HostFailures() {}

  /** A refusal of our own, which says something about the file. */
  static final class Refusal extends FileSystemException {
    private static final long serialVersionUID = 1L;

    Refusal(String file, String reason) {
      super(file, null, reason);
    }
  }

  /** The exception of an operation on one path. */
  static IOException of(FileSystemException e, Path given) {
    if (e.getClass() != FileSystemException.class && given.toString().equals(e.getFile())) {
      return e;
    }
    IOException named = named(e, given.toString());
    named.initCause(e);
    return named;
  }

  /** The exception of an operation on two paths, which may be about either of them. */
  static IOException of(FileSystemException e, Path source, HostPath to, Path target) {
    if (e instanceof AtomicMoveNotSupportedException) {
      FileSystemException named =
          new AtomicMoveNotSupportedException(source.toString(), target.toString(), e.getReason());
      named.initCause(e);
      return named;
    }
    return of(e, to.host().toString().equals(e.getFile()) ? target : source);
  }

  /** The exception of a channel, which names no file. */
  static IOException of(IOException e, Path given) {
    if (e.getClass() != IOException.class) {
      return e;
    }
    Optional<SystemError> error = ErrorTexts.find(String.valueOf(e.getMessage()));
    if (error.isEmpty()) {
      return e;
    }
    IOException named = error.get().exception(given.toString());
    named.initCause(e);
    return named;
  }

  /** Whether the system failed, so that nothing is known about the file. */
  static boolean isTemporary(IOException e) {
    if (!(e instanceof FileSystemException named)) {
      return true;
    }
    String reason = named.getReason();
    return e.getClass() == FileSystemException.class
        && reason != null
        && ErrorTexts.find(reason)
            .filter(error -> error.exception("") instanceof FileSystemException)
            .isEmpty();
  }

  private static IOException named(FileSystemException e, String file) {
    return switch (e) {
      case NoSuchFileException missing -> new NoSuchFileException(file);
      case FileAlreadyExistsException exists -> new FileAlreadyExistsException(file);
      case DirectoryNotEmptyException notEmpty -> new DirectoryNotEmptyException(file);
      case NotDirectoryException notDirectory -> new NotDirectoryException(file);
      case NotLinkException notLink -> new NotLinkException(file);
      case FileSystemLoopException loop -> new FileSystemLoopException(file);
      case AccessDeniedException denied -> new AccessDeniedException(file, null, e.getReason());
      case InsufficientStorageException full -> new InsufficientStorageException(file, reason(e));
      case FileTooLargeException large -> new FileTooLargeException(file, reason(e));
      case Refusal refusal -> new Refusal(file, reason(e));
      default -> byReason(e.getReason(), file);
    };
  }

  private static IOException byReason(@Nullable String reason, String file) {
    if (reason == null) {
      // the JDK says nothing when something came to stand where it had made room
      return new FileAlreadyExistsException(file);
    }
    Optional<SystemError> error = ErrorTexts.find(reason);
    if (error.filter(SystemError.EILSEQ::equals).isPresent()) {
      throw new InvalidPathException(file, "names must be valid UTF-8 on this disk");
    }
    return error
        .map(known -> known.exception(file))
        .orElseGet(() -> new IOException(file + ": " + reason));
  }

  private static String reason(FileSystemException e) {
    String reason = e.getReason();
    return reason == null ? "failed" : reason;
  }
}
