package io.github.nioftpd.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.nioftpd.fs.ArchivedFileException;
import io.github.nioftpd.fs.BusyException;
import io.github.nioftpd.fs.FileTooLargeException;
import io.github.nioftpd.fs.InsufficientStorageException;
import io.github.nioftpd.fs.TreeTooLargeException;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.outcome.Reply;
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
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FailuresTest {

  private static final String PATH = "/srv/secret";

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(new Refused(503, "Send RNFR first."), 503),
        arguments(new NoSuchFileException(PATH), 550),
        arguments(new NotDirectoryException(PATH), 550),
        arguments(new DirectoryNotEmptyException(PATH), 550),
        arguments(new FileAlreadyExistsException(PATH), 550),
        arguments(new AccessDeniedException(PATH), 550),
        arguments(new FileSystemLoopException(PATH), 550),
        arguments(new ReadOnlyFileSystemException(), 550),
        arguments(new FileSystemException(PATH, null, "Is a directory"), 550),
        arguments(new InsufficientStorageException(PATH, "quota"), 452),
        arguments(new ArchivedFileException(PATH, "no space left on the shelf of secret"), 450),
        arguments(new BusyException(PATH, "no memory"), 450),
        arguments(new TreeTooLargeException(PATH, PATH, 10_000), 550),
        arguments(new FileSystemException(PATH, null, "No space left on device"), 452),
        arguments(new FileSystemException(PATH, null, "Disk quota exceeded"), 452),
        arguments(new IOException("No space left on device"), 452),
        arguments(new IOException("There is not enough space on the disk"), 452),
        arguments(new FileSystemException(PATH, null, "File too large"), 552),
        arguments(new IOException("File too large"), 552),
        arguments(new FileTooLargeException(PATH, "more than 5 TiB"), 552),
        arguments(new FileSystemException(PATH, null, "Too many open files"), 451),
        arguments(new FileSystemException(PATH, null, "Stale file handle"), 451),
        arguments(new IOException("Is a directory"), 451),
        arguments(new InvalidPathException(PATH, "NUL"), 553),
        arguments(new UnsupportedOperationException(PATH), 504),
        arguments(new DirectoryIteratorException(new NoSuchFileException(PATH)), 550),
        arguments(new DirectoryIteratorException(new IOException(PATH)), 451),
        arguments(new IOException(PATH), 451),
        arguments(new IOException((String) null), 451),
        arguments(new IllegalArgumentException(PATH), 451),
        arguments(new NullPointerException(PATH), 451),
        arguments(new StackOverflowError(PATH), 451));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsReportedByItsCodeWithoutItsText(Throwable failure, int code) {
    Reply reply = Failures.reply(failure);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.toWire()).doesNotContain("secret");
  }
}
