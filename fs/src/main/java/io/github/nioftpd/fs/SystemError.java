package io.github.nioftpd.fs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An error of the operating system for which {@code java.nio.file} has no exception of its own. The
 * JDK reports it as the text of {@code strerror(3)} alone.
 *
 * <p>An error that is not listed here says nothing certain about a file.
 */
public enum SystemError {
  /** The device is full. */
  ENOSPC(
      28,
      Kind.FULL,
      "No space left on device",
      "No space left",
      "There is not enough space on the disk"),
  /** The quota of the user or group is exceeded. */
  EDQUOT(122, Kind.FULL, "Disk quota exceeded", "quota exceeded"),
  /** The file would be larger than the file system or the process may have it. */
  EFBIG(27, Kind.TOO_LARGE, "File too large"),

  /** Not permitted, whatever the mode of the file. */
  EPERM(1, Kind.DENIED, "Operation not permitted"),
  /** The file system is read-only. */
  EROFS(30, Kind.DENIED, "Read-only file system"),
  /** Links lead in a circle. */
  ELOOP(40, Kind.LOOP, "Too many levels of symbolic links"),
  /** A file is on the way. */
  ENOTDIR(20, Kind.NOT_A_DIRECTORY, "Not a directory"),

  /** It is a directory. */
  EISDIR(21, Kind.PERMANENT, "Is a directory"),
  /** The directory holds something. */
  ENOTEMPTY(39, Kind.PERMANENT, "Directory not empty"),
  /** The file system takes no such name or value. */
  EINVAL(22, Kind.PERMANENT, "Invalid argument"),
  /** The name is too long for the file system. */
  ENAMETOOLONG(36, Kind.PERMANENT, "File name too long"),
  /** The name has bytes that the file system refuses. */
  EILSEQ(84, Kind.PERMANENT, "Invalid or incomplete multibyte", "Illegal byte sequence"),
  /** Another file system is there. */
  EXDEV(18, Kind.PERMANENT, "Invalid cross-device link", "Cross-device link"),
  /** The file or directory has too many links. */
  EMLINK(31, Kind.PERMANENT, "Too many links"),
  /** The file system cannot do it. */
  EOPNOTSUPP(95, Kind.PERMANENT, "Operation not supported"),
  /** The file is a program that runs. */
  ETXTBSY(26, Kind.TEMPORARY, "Text file busy"),
  /** A number is too large for the call. */
  EOVERFLOW(75, Kind.PERMANENT, "Value too large for defined data type"),

  /** The process has too many open files. */
  EMFILE(24, Kind.TEMPORARY, "Too many open files"),
  /** The system has too many open files. */
  ENFILE(23, Kind.TEMPORARY, "Too many open files in system"),
  /** The device failed. */
  EIO(5, Kind.TEMPORARY, "Input/output error"),
  /** The device failed at its remote end. */
  EREMOTEIO(121, Kind.TEMPORARY, "Remote I/O error"),
  /** The file is in use, a mount point for example. */
  EBUSY(16, Kind.TEMPORARY, "Device or resource busy", "Resource busy"),
  /** A server of network files forgot the file. */
  ESTALE(116, Kind.TEMPORARY, "Stale file handle", "Stale NFS file handle"),
  /** A server of network files did not answer. */
  ETIMEDOUT(110, Kind.TEMPORARY, "Connection timed out", "Operation timed out"),
  /** The process that serves the file system is gone. */
  ENOTCONN(107, Kind.TEMPORARY, "Transport endpoint is not connected"),
  /** The connection to the file system was cut. */
  ESHUTDOWN(108, Kind.TEMPORARY, "Cannot send after transport endpoint shutdown"),
  /** The connection to the file system was aborted. */
  ECONNABORTED(103, Kind.TEMPORARY, "Software caused connection abort"),
  /** The host of the file system is down. */
  EHOSTDOWN(112, Kind.TEMPORARY, "Host is down"),
  /** The host of the file system cannot be reached. */
  EHOSTUNREACH(113, Kind.TEMPORARY, "No route to host"),
  /** The device was removed. */
  ENODEV(19, Kind.TEMPORARY, "No such device"),
  /** The device was removed. */
  ENXIO(6, Kind.TEMPORARY, "No such device or address"),
  /** The system has no memory left. */
  ENOMEM(12, Kind.TEMPORARY, "Cannot allocate memory"),
  /** It would work later. */
  EAGAIN(11, Kind.TEMPORARY, "Resource temporarily unavailable"),
  /** The credentials for a server of network files have expired. */
  EKEYEXPIRED(127, Kind.TEMPORARY, "Key has expired");

  /** Which exception says the same. */
  private enum Kind {
    FULL,
    TOO_LARGE,
    DENIED,
    LOOP,
    NOT_A_DIRECTORY,
    PERMANENT,
    TEMPORARY
  }

  private final int number;
  private final Kind kind;
  private final String text;
  private final Pattern texts;

  SystemError(int number, Kind kind, String... texts) {
    this.number = number;
    this.kind = kind;
    this.text = texts[0];
    this.texts =
        Pattern.compile(
            Arrays.stream(texts).map(Pattern::quote).collect(Collectors.joining("|")),
            Pattern.CASE_INSENSITIVE);
  }

  /**
   * The number of the error.
   *
   * @return {@code errno} as Linux has it
   */
  public int number() {
    return number;
  }

  /**
   * The error of a number.
   *
   * @param number {@code errno} as Linux has it
   * @return empty when it is not listed
   */
  public static Optional<SystemError> of(int number) {
    return Arrays.stream(values()).filter(error -> error.number == number).findAny();
  }

  /**
   * The error whose text an exception passes on.
   *
   * @param failure any exception of a file system
   * @return empty when it says nothing of the kind, in English at least
   */
  public static Optional<SystemError> of(IOException failure) {
    String message =
        failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
    String all = String.valueOf(message);
    return Arrays.stream(values()).filter(error -> error.texts.matcher(all).find()).findFirst();
  }

  /**
   * The exception that says the same by its type.
   *
   * @param file the path it is about
   * @return an {@code IOException} that is no {@code FileSystemException} when the error passes,
   *     and so says nothing about the file
   */
  public IOException exception(String file) {
    return switch (kind) {
      case FULL -> new InsufficientStorageException(file, text);
      case TOO_LARGE -> new FileTooLargeException(file, text);
      case DENIED -> new AccessDeniedException(file, null, text);
      case LOOP -> new FileSystemLoopException(file);
      case NOT_A_DIRECTORY -> new NotDirectoryException(file);
      case PERMANENT -> new FileSystemException(file, null, text);
      case TEMPORARY -> new IOException(file + ": " + text);
    };
  }
}
