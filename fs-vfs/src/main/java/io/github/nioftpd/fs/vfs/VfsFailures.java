package io.github.nioftpd.fs.vfs;

import com.jcraft.jsch.JSchException;
import io.github.nioftpd.spi.InsufficientStorageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.vfs2.FileNotFoundException;

/** The one place that turns what Commons VFS throws into what {@code java.nio.file} throws. */
final class VfsFailures {

  /** Deeper than any library wraps. */
  private static final int MOST_CAUSES = 20;

  private VfsFailures() {}

  /**
   * The exception that tells the caller what happened. VFS has one type for all failures, so the
   * causes below it are looked at.
   *
   * @param failure what VFS has thrown
   * @param path what it was about
   */
  static IOException translated(IOException failure, String path) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      IOException known = known(cause, path);
      if (known != null) {
        known.addSuppressed(failure);
        return known;
      }
      cause = cause.getCause();
    }
    FileSystemException other = new FileSystemException(path, null, reason(failure));
    other.initCause(failure);
    return other;
  }

  static IOException translated(UncheckedIOException failure, String path) {
    return translated(Objects.requireNonNull(failure.getCause()), path);
  }

  private static @org.jspecify.annotations.Nullable IOException known(
      Throwable cause, String path) {
    String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("filesystem capacity") || text.contains("no space left")) {
      return new InsufficientStorageException(path, "the file system is full");
    }
    if (cause instanceof FileNotFoundException || cause instanceof NoSuchFileException) {
      return new NoSuchFileException(path);
    }
    if (text.contains("permission denied")) {
      return new AccessDeniedException(path, null, "permission denied");
    }
    if (isBusy(cause)) {
      return new IOException(path + ": the server fails: " + reason(cause));
    }
    if (isConnection(cause)) {
      return new IOException(path + ": the transfer broke off: " + reason(cause));
    }
    return null;
  }

  /**
   * Whether a server of HTTP answered that the fault is its own, which says nothing of the file.
   */
  private static boolean isBusy(Throwable cause) {
    return cause instanceof org.apache.commons.vfs2.FileSystemException failure
        && String.valueOf(failure.getCode()).startsWith("vfs.provider.http/")
        && Arrays.stream(failure.getInfo()).anyMatch(info -> info.matches("5[0-9][0-9]"));
  }

  private static boolean isConnection(Throwable cause) {
    return cause instanceof SocketException
        || cause instanceof SocketTimeoutException
        || cause instanceof UnknownHostException
        || cause instanceof EOFException
        || cause instanceof javax.net.ssl.SSLException
        || cause instanceof JSchException
        || cause.getClass().equals(IOException.class); // such as that a pipe within is closed
  }

  /** What the innermost cause says. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause.getCause() != null && i < MOST_CAUSES; i++) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
