package io.github.nioftpd.fs.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.fs.FileTooLargeException;
import io.github.nioftpd.fs.InsufficientStorageException;
import io.github.nioftpd.fs.SystemError;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** System errors that the JDK reports as text become exception types. */
final class HostFailuresTest {

  private static final Path GIVEN = Path.of("/a");

  @ParameterizedTest
  @CsvSource({
    "Too many open files",
    "Too many open files in system",
    "Transport endpoint is not connected",
    "Input/output error",
    "Stale file handle",
    "Device or resource busy",
    "Connection timed out",
    "an unknown error",
  })
  void temporaryErrorsBecomePlainIoExceptions(String reason) {
    FileSystemException host = new FileSystemException("/proc/self/fd/7/a", null, reason);
    assertThat(HostFailures.of(host, GIVEN))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("/a: " + reason)
        .hasCause(host);
    assertThat(HostFailures.isTemporary(host)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "No space left on device, io.github.nioftpd.fs.InsufficientStorageException",
    "Disk quota exceeded, io.github.nioftpd.fs.InsufficientStorageException",
    "File too large, io.github.nioftpd.fs.FileTooLargeException",
    "Read-only file system, java.nio.file.AccessDeniedException",
    "Operation not permitted, java.nio.file.AccessDeniedException",
    "Not a directory, java.nio.file.NotDirectoryException",
    "Is a directory, java.nio.file.FileSystemException",
    "File name too long, java.nio.file.FileSystemException",
    "Too many levels of symbolic links or unable to access attributes of symbolic link,"
        + " java.nio.file.FileSystemLoopException",
    ", java.nio.file.FileAlreadyExistsException",
  })
  void permanentErrorsHaveATypedException(
      String reason, Class<? extends FileSystemException> type) {
    FileSystemException host = new FileSystemException("/proc/self/fd/7/a", null, reason);
    IOException named = HostFailures.of(host, GIVEN);
    assertThat(named).isExactlyInstanceOf(type);
    assertThat(((FileSystemException) named).getFile()).isEqualTo("/a");
    assertThat(HostFailures.isTemporary(host)).isFalse();
    assertThat(HostFailures.of((FileSystemException) named, GIVEN))
        .as("a second time")
        .isExactlyInstanceOf(type);
  }

  @Test
  void errorsOfChannelsAreRecognisedByText() {
    assertThat(HostFailures.of(new IOException("No space left on device"), GIVEN))
        .isInstanceOf(InsufficientStorageException.class);
    assertThat(HostFailures.of(new IOException("File too large"), GIVEN))
        .isInstanceOf(FileTooLargeException.class);
    IOException closed = new ClosedChannelException();
    assertThat(HostFailures.of(closed, GIVEN)).isSameAs(closed);
    IOException other = new IOException("something else");
    assertThat(HostFailures.of(other, GIVEN)).isSameAs(other);
  }

  @ParameterizedTest
  @EnumSource(SystemError.class)
  @EnabledOnOs(OS.LINUX)
  void numbersAndTextsMatchTheSystem(SystemError error) {
    String text = Openat2.errorText(error.number()).orElseThrow();
    assertThat(ErrorTexts.find(text)).contains(error);
    assertThat(SystemError.of(new IOException(text))).isNotEmpty();
    assertThat(error.exception("/a").getMessage()).contains("/a");
  }

  @Test
  void theLanguageOfTheSystemMakesNoDifference() {
    Map<Integer, String> german =
        Map.of(
            SystemError.ENOSPC.number(), "Auf dem Gerät ist kein Speicherplatz mehr verfügbar",
            SystemError.EMFILE.number(), "Zu viele offene Dateien",
            SystemError.ENFILE.number(), "Zu viele offene Dateien im System",
            SystemError.ELOOP.number(), "Zu viele Ebenen aus symbolischen Links");
    ErrorTexts texts = new ErrorTexts(number -> Optional.ofNullable(german.get(number)));
    assertThat(texts.of("Auf dem Gerät ist kein Speicherplatz mehr verfügbar"))
        .contains(SystemError.ENOSPC);
    assertThat(texts.of("Zu viele offene Dateien im System")).contains(SystemError.ENFILE);
    assertThat(texts.of("Zu viele Ebenen aus symbolischen Links or unable to access"))
        .contains(SystemError.ELOOP);
    assertThat(texts.of("File too large")).as("in English as well").contains(SystemError.EFBIG);
    assertThat(texts.of("Datei zu groß")).isEmpty();
  }
}
