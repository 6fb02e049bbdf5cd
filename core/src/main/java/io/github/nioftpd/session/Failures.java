package io.github.nioftpd.session;

import io.github.nioftpd.data.DataLostException;
import io.github.nioftpd.data.DataOpenException;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.LogText;
import io.github.nioftpd.fs.ArchivedFileException;
import io.github.nioftpd.fs.BusyException;
import io.github.nioftpd.fs.FileTooLargeException;
import io.github.nioftpd.fs.InsufficientStorageException;
import io.github.nioftpd.fs.SystemError;
import io.github.nioftpd.fs.TreeTooLargeException;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.tls.NoCloseNotifyException;
import io.github.nioftpd.tls.NotResumedException;
import io.github.nioftpd.wire.MalformedArgumentException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a failure becomes a reply. The texts are fixed: messages of exceptions and
 * input of the client are never echoed.
 */
public final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");
  private static final Reply FAILED =
      Reply.of(451, "Requested action aborted: local error in processing.");
  private static final Reply BUG = Reply.of(451, "Requested action aborted: internal error.");

  private final Client client;
  private final String subject;

  /** Failures of one command. */
  Failures(Client client, String subject) {
    this.client = client;
    this.subject = subject;
  }

  /** The reply to a failure, which is logged here and nowhere else. */
  Reply of(Throwable failure) {
    Reply reply = reply(failure);
    String begin = EventLog.prefix(client) + " " + LogText.escape(subject) + ": ";
    if (isBug(failure)) {
      LOG.error("{}internal error", begin, LogText.escape(failure));
    } else if (isOfServer(failure, reply)) {
      LOG.warn("{}{}", begin, LogText.escape(messages(failure)));
    }
    return reply;
  }

  private static boolean isBug(Throwable failure) {
    return !(failure instanceof IOException) && reply(failure).lines().equals(BUG.lines());
  }

  /** Whether the server, its disk or its store is the cause, and the reply does not say which. */
  private static boolean isOfServer(Throwable failure, Reply reply) {
    if (failure instanceof Refused) {
      return false;
    }
    boolean answered =
        failure.getCause() != null
            && (isNameRefusedByStore(failure)
                || (failure instanceof FileSystemException e && e.getReason() != null));
    boolean busy = failure instanceof BusyException;
    return reply.code() == 451 || reply.code() == 452 || busy || answered;
  }

  /** Whether something else than the name itself is behind it, through all trees of mounts. */
  private static boolean isNameRefusedByStore(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof IllegalArgumentException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return failure instanceof InvalidPathException && !(cause instanceof IllegalArgumentException);
  }

  /** The messages of a failure and its causes, among them that of a store. */
  private static String messages(Throwable failure) {
    StringBuilder text = new StringBuilder(String.valueOf(failure));
    Throwable cause = failure.getCause();
    for (int i = 0; i < 5 && cause != null; i++) {
      String message = cause.getMessage();
      if (message != null && text.indexOf(message) < 0) {
        text.append("; ").append(message);
      }
      cause = cause.getCause();
    }
    return text.toString();
  }

  /** Says how a failure is told to the client. */
  public static Reply reply(Throwable failure) {
    return switch (failure) {
      case Refused refused -> refused.reply();
      case DataOpenException e -> Reply.of(425, "Cannot open the data connection.");
      case NotResumedException e ->
          Reply.of(522, "The data connection must resume the control connection's TLS session.");
      case DataLostException e when e.getCause() instanceof NoCloseNotifyException ->
          Reply.of(426, "The client ended TLS without close_notify; transfer aborted.");
      case DataLostException e -> Reply.of(426, "Connection closed; transfer aborted.");
      case DirectoryIteratorException e when e.getCause() != null -> reply(e.getCause());
      case NoSuchFileException e -> Reply.of(550, "No such file or directory.");
      case NotDirectoryException e -> Reply.of(550, "Not a directory.");
      case DirectoryNotEmptyException e -> Reply.of(550, "Directory not empty.");
      case FileAlreadyExistsException e -> Reply.of(550, "File exists.");
      case AccessDeniedException e -> Reply.of(550, "Permission denied.");
      case FileSystemLoopException e -> Reply.of(550, "Too many levels of symbolic links.");
      case ReadOnlyFileSystemException e -> Reply.of(550, "Read-only file system.");
      case InsufficientStorageException e -> full();
      case FileTooLargeException e -> tooLarge();
      case BusyException e -> Reply.of(450, "The server is busy; try again later.");
      case ArchivedFileException e -> Reply.of(450, "The file is archived; restore it first.");
      case TreeTooLargeException e ->
          Reply.of(550, "The directory contains too many files for this operation.");
      case MalformedArgumentException e -> Reply.of(501, "Syntax error in the argument.");
      case InvalidPathException e -> Reply.of(553, "File name not allowed.");
      case UnsupportedOperationException e -> Reply.of(504, "Not supported by this file system.");
      case IOException e -> untyped(e);
      default -> BUG;
    };
  }

  private static Reply full() {
    return Reply.of(452, "Insufficient storage space.");
  }

  private static Reply tooLarge() {
    return Reply.of(552, "The file is larger than the file system allows.");
  }

  /** An error that has no type may be known by its text; if not, its class decides. */
  private static Reply untyped(IOException failure) {
    IOException known = SystemError.of(failure).map(error -> error.exception("")).orElse(failure);
    if (known instanceof InsufficientStorageException) {
      return full();
    }
    if (known instanceof FileTooLargeException) {
      return tooLarge();
    }
    boolean permanent =
        failure instanceof FileSystemException && known instanceof FileSystemException;
    return permanent ? Reply.of(550, "This operation is not possible for this file.") : FAILED;
  }
}
