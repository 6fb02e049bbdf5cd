package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.Quota;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file system calls of each command: on a store, each is one or two requests. */
final class StoreQuestionsTest {

  private static final String ALL = "attributes";

  private final FileSystem memory = TestFtp.memory();
  private final CountingFileSystem files = new CountingFileSystem(memory);

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(memory.getPath("/d/empty"));
    Files.writeString(memory.getPath("/d/f"), "12345");
    Files.writeString(memory.getPath("/a"), "1");
  }

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  private Account account() {
    return Account.of("user", files, Permission.all());
  }

  private RawClient login(TestFtp ftp) throws IOException {
    RawClient client = ftp.loginBinary();
    assertThat(files.takeQuestions()).isEmpty();
    return client;
  }

  @ParameterizedTest
  @CsvSource({
    "CWD d, 250, isDirectory",
    "CWD a, 550, isDirectory",
    "CDUP, 250, isDirectory",
    "PWD, 257,",
    "SIZE d/f, 213, 'size,isRegularFile'",
    "SIZE d, 550, 'size,isRegularFile'",
    "MDTM d/f, 213, 'lastModifiedTime,isRegularFile'",
    "MLST d/f, 250, attributes",
    "STAT a, 213, list attributes",
    "STAT d/empty, 213, list",
    "STAT d, 213, list attributes attributes",
    "ALLO 1, 200, store",
    "AVBL d, 213, isDirectory store",
    "MKD n, 257, mkdir",
    "MKD d, 550, mkdir",
    "RMD d/empty, 250, isDirectory delete",
    "RMD d, 550, isDirectory delete list",
    "DELE d/f, 250, isRegularFile delete",
    "DELE d/empty, 550, isRegularFile isDirectory",
    "DELE missing, 550, isRegularFile",
    "RNFR d, 350, 'isRegularFile,isDirectory'",
    "RNFR missing, 550, 'isRegularFile,isDirectory'",
    "MFMT 20200101000000 d/f, 213, view lastModifiedTime",
    "MDTM 20200101000000 d/f, 213, attributes view lastModifiedTime",
  })
  void callsOfACommand(String command, String code, String questions) throws IOException {
    try (TestFtp ftp = TestFtp.start(account());
        RawClient client = login(ftp)) {
      assertThat(client.command(command)).startsWith(code);
      assertThat(String.join(" ", files.takeQuestions()))
          .isEqualTo(questions == null ? "" : questions);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LIST d, list attributes attributes",
    "LIST d/f, list attributes",
    "LIST d/*, attributes list attributes attributes",
    "NLST d, list",
    "NLST d/f, list",
    "MLSD d, list attributes attributes",
    "RETR d/f, open",
  })
  void callsOfADownload(String command, String questions) throws IOException {
    try (TestFtp ftp = TestFtp.start(account());
        RawClient client = login(ftp)) {
      assertThat(client.download(command)).isNotEmpty();
      assertThat(String.join(" ", files.takeQuestions())).isEqualTo(questions);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 150", "10, 150", "11, 554", "900000000000000000, 554"})
  void aRestartedDownloadIsPositionedBeforeItsSizeIsRead(String marker, String code)
      throws IOException {
    List<String> calls = new CopyOnWriteArrayList<>();
    SyntheticFileSystem store = new SyntheticFileSystem(0, i -> "", path -> channel(calls));
    try (TestFtp ftp = TestFtp.start(store, UnaryOperator.identity());
        RawClient client = ftp.loginBinary()) {
      try (Socket data = client.passive()) {
        client.say("REST " + marker).expect(350);
        assertThat(client.command("RETR a")).startsWith(code);
        assertThat(calls).startsWith("position " + marker, "size");
      }
    }
  }

  /** A file of 10 bytes, which limits its position. */
  private static SeekableByteChannel channel(List<String> calls) {
    return (SeekableByteChannel)
        Proxy.newProxyInstance(
            StoreQuestionsTest.class.getClassLoader(),
            new Class<?>[] {SeekableByteChannel.class},
            (self, method, arguments) -> {
              String argument =
                  method.getName().equals("position") && arguments != null
                      ? " " + arguments[0]
                      : "";
              calls.add(method.getName() + argument);
              if (argument.length() > 18) {
                throw new IOException("Invalid argument");
              }
              return switch (method.getName()) {
                case "position" -> argument.isEmpty() ? (Object) 0L : self;
                case "size" -> 10L;
                case "read" -> -1;
                case "isOpen" -> true;
                default -> null;
              };
            });
  }

  @ParameterizedTest
  @CsvSource({"STOR n", "STOR a", "STOU", "APPE a", "APPE n"})
  void anUploadOpensAFileAndCallsNothingElse(String command) throws IOException {
    try (TestFtp ftp = TestFtp.start(account());
        RawClient client = login(ftp)) {
      client.upload(command, new byte[3]);
      assertThat(files.takeQuestions()).containsExactly("open");
    }
  }

  @Test
  void aResumedUploadOpensAFileAndCallsNothingElse() throws IOException {
    try (TestFtp ftp = TestFtp.start(account());
        RawClient client = login(ftp)) {
      client.say("REST 5").expect(350);
      client.upload("STOR d/f", new byte[3]);
      assertThat(files.takeQuestions()).containsExactly("open");
      assertThat(Files.size(memory.getPath("/d/f"))).isEqualTo(8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "n, 250, attributes move",
    "d/f, 250, attributes move",
    "d/empty, 550, attributes move"
  })
  void aRenameChecksItsTargetOnce(String target, String code, String questions) throws IOException {
    try (TestFtp ftp = TestFtp.start(account());
        RawClient client = login(ftp)) {
      client.command("RNFR a");
      files.takeQuestions();
      assertThat(client.command("RNTO " + target)).startsWith(code);
      assertThat(String.join(" ", files.takeQuestions())).isEqualTo(questions);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "n, 250, 'size,isRegularFile attributes copy'",
    "d/f, 250, 'size,isRegularFile attributes copy'",
    "d/empty, 550, 'size,isRegularFile attributes'",
  })
  void aCopyChecksItsSourceTwiceAndItsTargetOnce(String target, String code, String questions)
      throws IOException {
    try (TestFtp ftp = TestFtp.start(account());
        RawClient client = login(ftp)) {
      client.say("SITE CPFR a").expect(350);
      assertThat(files.takeQuestions()).containsExactly("isRegularFile");
      assertThat(client.command("SITE CPTO " + target)).startsWith(code);
      assertThat(String.join(" ", files.takeQuestions())).isEqualTo(questions);
    }
  }

  @Test
  void aRenameWithoutPermissionToReplaceChecksTwice() throws IOException {
    EnumSet<Permission> some = EnumSet.of(Permission.RENAME, Permission.LIST);
    try (TestFtp ftp = TestFtp.start(Account.of("user", files, some));
        RawClient client = login(ftp)) {
      client.command("RNFR a");
      files.takeQuestions();
      client.say("RNTO d/f").expect(550);
      assertThat(files.takeQuestions()).containsExactly(ALL, ALL);
      client.command("RNFR a");
      files.takeQuestions();
      client.say("RNTO d").expect(550);
      assertThat(files.takeQuestions()).containsExactly(ALL);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MKD n, attributes mkdir attributes",
    "DELE a, isRegularFile attributes delete attributes",
  })
  void aQuotaReadsSizesBeforeAndAfter(String command, String questions) throws IOException {
    AccountLimits limits = AccountLimits.NONE.quota(Quota.UNLIMITED.bytes(1_000).files(100));
    try (TestFtp ftp = TestFtp.start(account().limits(limits));
        RawClient client = ftp.login()) {
      files.takeQuestions();
      client.say(command).expect("25");
      assertThat(String.join(" ", files.takeQuestions())).isEqualTo(questions);
    }
  }

  @Test
  void anUploadUnderAQuotaReadsSizesBeforeAndAfterOpenAndAtTheEnd() throws IOException {
    AccountLimits limits = AccountLimits.NONE.quota(Quota.UNLIMITED.bytes(1_000).files(100));
    try (TestFtp ftp = TestFtp.start(account().limits(limits));
        RawClient client = ftp.login()) {
      for (String command : List.of("STOR n", "APPE n", "APPE m")) {
        files.takeQuestions();
        client.upload(command, new byte[3]);
        assertThat(files.takeQuestions()).containsExactly(ALL, "open", ALL, ALL);
      }
    }
  }
}
