package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.PermissionRules;
import io.github.nioftpd.auth.Quota;
import io.github.nioftpd.fs.FileTooLargeException;
import io.github.nioftpd.fs.InsufficientStorageException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A temporary failure is never reported as a missing file. */
public abstract class TemporaryFailureContract {

  /** Commands on an existing file; a command before a semicolon is sent first and succeeds. */
  private static final List<String> COMMANDS =
      List.of(
          "SIZE d/f",
          "MDTM d/f",
          "MDTM 20200101000000 d/f",
          "MFMT 20200101000000 d/f",
          "SITE UTIME 20200101000000 d/f",
          "MLST d/f",
          "MLST d",
          "CWD d",
          "CWD d;CDUP",
          "STAT d",
          "STAT d/f",
          "STAT d/*",
          "LIST d",
          "LIST d/*",
          "LIST -R d",
          "NLST d",
          "NLST d/*",
          "MLSD d",
          "RETR d/f",
          "REST 1;RETR d/f",
          "STOR d/f",
          "STOR d/new",
          "REST 1;STOR d/f",
          "APPE d/f",
          "STOU",
          "DELE d/f",
          "RMD d/empty",
          "MKD d/new",
          "RNFR d/f",
          "RNFR d",
          "RNFR d/f;RNTO new",
          "RNFR d/f;RNTO d/g",
          "SITE CPFR d/f",
          "SITE CPFR d/f;SITE CPTO new",
          "SITE CPFR d/f;SITE CPTO d/g");

  private final CountingFileSystem files = new CountingFileSystem(TestFtp.memory());

  /** The file system that is served, backed by the failing one. */
  protected abstract FileSystem tree(FileSystem files);

  /** The commands that do not reach the failing file system through {@link #tree}. */
  protected List<String> unaffected() {
    return List.of();
  }

  @BeforeEach
  void makeFiles() throws IOException {
    Files.createDirectory(files.getPath("/d"));
    Files.createDirectory(files.getPath("/d/empty"));
    Files.writeString(files.getPath("/d/f"), "content");
    Files.writeString(files.getPath("/d/g"), "content");
  }

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  private static IOException failure(String kind) {
    return switch (kind) {
      case "plain" -> new IOException("connection lost");
      case "full" -> new InsufficientStorageException("/d/f", "full");
      case "large" -> new FileTooLargeException("/d/f", "too large");
      default -> new FileSystemException("/d/f", null, kind);
    };
  }

  private void failWith(String kind) {
    files.whenAsked(
        (name, path) -> {
          throw failure(kind);
        });
  }

  private void attemptAll(AccountLimits limits, String kind, String code) throws IOException {
    try (TestFtp ftp =
        TestFtp.start(Account.of("user", tree(files), Permission.all()).limits(limits))) {
      for (String line : COMMANDS) {
        if (unaffected().contains(line)) {
          continue;
        }
        try (RawClient client = ftp.loginBinary();
            Socket data = client.passive()) {
          String[] commands = line.split(";");
          if (commands.length > 1) {
            assertThat(client.command(commands[0])).as(line).matches("[23]50.*");
          }
          failWith(kind);
          assertThat(client.command(commands[commands.length - 1])).as(line).startsWith(code);
          assertThat(data.isConnected()).isTrue();
        } finally {
          files.whenAsked((name, path) -> {});
        }
      }
      assertThat(Files.readString(files.getPath("/d/f"))).isEqualTo("content");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "plain, 451",
    "Too many open files, 451",
    "Transport endpoint is not connected, 451",
    "Stale file handle, 451",
    "Input/output error, 451",
    "Device or resource busy, 451",
    "full, 452",
    "Disk quota exceeded, 452",
    "large, 552",
    "File too large, 552",
  })
  void everyCommandReportsTheKindOfFailure(String kind, String code) throws IOException {
    attemptAll(AccountLimits.NONE, kind, code);
  }

  @Test
  void aRuleThatDependsOnTheFileTypeIsNotGuessed() throws IOException {
    PermissionRules rules =
        PermissionRules.of(Permission.all()).override("/", false, Set.of(Permission.ENTER));
    try (TestFtp ftp =
            TestFtp.start(Account.of("user", tree(files), Permission.all()).permissions(rules));
        RawClient client = ftp.login()) {
      client.passivePort();
      failWith("plain");
      for (String command : List.of("LIST d", "NLST d", "MLSD d", "STAT d")) {
        client.say(command).expect(451);
      }
      files.whenAsked((name, path) -> {});
      client.say("STAT d").expect(213);
    }
  }

  @Test
  void everyCommandReportsTheKindOfFailureUnderAQuota() throws IOException {
    attemptAll(
        AccountLimits.NONE.quota(Quota.UNLIMITED.bytes(1_000).files(100)),
        "Stale file handle",
        "451");
  }
}
