package io.github.nioftpd.fs.vfs.common;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SftpException;
import io.github.nioftpd.fs.InsufficientStorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.commons.vfs2.FileNotFoundException;

/** Translates exceptions of Commons VFS to those of {@code java.nio.file}. */
public final class VfsFailures {

  /** Deeper than any library wraps. */
  private static final int MOST_CAUSES = 20;

  /**
   * Login failures. The login succeeded when the file system was opened, so these are transient.
   */
  private static final Set<String> LOGIN =
      Set.of("vfs.provider.ftp/connect-rejected.error", "vfs.provider.ftp/login.error");

  private VfsFailures() {}

  /** Translates a failure. VFS has one type for all of them, so the causes decide. */
  public static IOException translated(IOException failure, String path) {
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

  public static IOException translated(UncheckedIOException failure, String path) {
    return translated(Objects.requireNonNull(failure.getCause()), path);
  }

  private static @org.jspecify.annotations.Nullable IOException known(
      Throwable cause, String path) {
    String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("filesystem capacity") || text.contains("no space left")) {
      return new InsufficientStorageException(path, "the file system is full");
    }
    if (cause instanceof FileNotFoundException
        || cause instanceof NoSuchFileException
        || hasStatus(cause, ChannelSftp.SSH_FX_NO_SUCH_FILE)) {
      return new NoSuchFileException(path);
    }
    if (text.contains("permission denied")
        || hasStatus(cause, ChannelSftp.SSH_FX_PERMISSION_DENIED)) {
      return new AccessDeniedException(path, null, "permission denied");
    }
    if (isBusy(cause)) {
      return new IOException(path + ": temporary failure of the remote server: " + reason(cause));
    }
    if (isConnection(cause)) {
      return new IOException(path + ": connection to the remote server lost: " + reason(cause));
    }
    return null;
  }

  private static boolean hasStatus(Throwable cause, int status) {
    return cause instanceof SftpException failure && failure.id == status;
  }

  /** Whether the server answered that it cannot serve now, which says nothing about the file. */
  private static boolean isBusy(Throwable cause) {
    return cause instanceof org.apache.commons.vfs2.FileSystemException failure
        && (LOGIN.contains(String.valueOf(failure.getCode()))
            || (String.valueOf(failure.getCode()).startsWith("vfs.provider.http/")
                && Arrays.stream(failure.getInfo()).anyMatch(VfsFailures::isTemporaryStatus)));
  }

  private static boolean isTemporaryStatus(String text) {
    return text.matches("[0-9]{3}") && isTemporary(Integer.parseInt(text));
  }

  /** Whether an HTTP status concerns the server, the login or the moment, not the file. */
  public static boolean isTemporary(int status) {
    return switch (status) {
      case 401, 407, 408, 423, 425, 429 -> true;
      default -> status >= 500;
    };
  }

  /** Whether an SFTP status says nothing about the file. */
  public static boolean isFailure(SftpException e) {
    return e.id == ChannelSftp.SSH_FX_FAILURE
        || e.id == ChannelSftp.SSH_FX_NO_CONNECTION
        || e.id == ChannelSftp.SSH_FX_CONNECTION_LOST;
  }

  /** A damaged archive stays damaged; other failures while bytes move may be transient. */
  private static boolean isConnection(Throwable cause) {
    return cause instanceof JSchException
        || hasStatus(cause, ChannelSftp.SSH_FX_NO_CONNECTION)
        || hasStatus(cause, ChannelSftp.SSH_FX_CONNECTION_LOST)
        || (cause instanceof IOException
            && !(cause instanceof org.apache.commons.vfs2.FileSystemException)
            && !(cause instanceof FileSystemException)
            && !(cause instanceof java.io.FileNotFoundException)
            && !(cause instanceof ZipException));
  }

  /** The message of the innermost cause. */
  public static String reason(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause.getCause() != null && i < MOST_CAUSES; i++) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    if (message == null) {
      return cause.getClass().getSimpleName();
    }
    boolean isSentence = // VFS took it for the key of a message
        cause instanceof org.apache.commons.vfs2.FileSystemException
            && message.startsWith("Unknown message with code");
    return isSentence ? ((org.apache.commons.vfs2.FileSystemException) cause).getCode() : message;
  }
}
