package io.github.nioftpd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.quota.Writers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No two sessions write to one file at the same time, by whatever path. */
final class OneWriterTest extends OneWriterFixture {

  @ParameterizedTest
  @ValueSource(strings = {"STOR d/f", "APPE d/f", "REST 3;STOR d/f", "STOR d/new", "APPE d/new"})
  void theSecondUploadIsRefusedAndTheFirstIsComplete(String line) throws IOException {
    String command = line.substring(line.indexOf(';') + 1);
    String file = command.substring(5);
    try (TestFtp ftp = TestFtp.start(memory, builder -> builder);
        RawClient one = ftp.loginBinary();
        RawClient two = ftp.loginBinary()) {
      try (Socket data = one.passive()) {
        if (line.contains(";")) {
          one.say("REST 3").expect(350);
        }
        one.say(command).expect(150);
        data.getOutputStream().write("half".getBytes(UTF_8));
        assertRefused(two, file);
        assertRefused(two, "dir/../" + file);
        data.getOutputStream().write("half".getBytes(UTF_8));
      }
      one.expect(226);
      String before =
          file.endsWith("new") || line.equals("STOR d/f")
              ? ""
              : line.contains(";") ? "bef" : "before";
      assertThat(memory.getPath(file)).hasContent(before + "halfhalf");
      two.upload("STOR " + file, "after".getBytes(UTF_8));
      assertThat(memory.getPath(file)).hasContent("after");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"d/f", "link", "hard", "dir/f"})
  void allPathsOfAFileAreOneFile(String name) throws IOException {
    try (TestFtp ftp = TestFtp.start(memory, builder -> builder);
        RawClient one = ftp.loginBinary();
        RawClient two = ftp.loginBinary()) {
      try (Socket data = one.passive()) {
        one.say("STOR " + name).expect(150);
        for (String other : List.of("d/f", "link", "hard", "dir/f")) {
          assertRefused(two, other);
        }
        data.getOutputStream().write("whole".getBytes(UTF_8));
      }
      one.expect(226);
      assertThat(memory.getPath("/hard")).hasContent("whole");
    }
  }

  /** The next new file may get the identity of a deleted one while its upload is being undone. */
  @Test
  void aClaimKeepsItsNameAloneWhileItsFileIsDeleted() throws IOException {
    Writers writers = new Writers();
    try (Writers.Claim deleting = writers.claim(memory.getPath("/d/f"))) {
      assertThatThrownBy(() -> writers.claim(memory.getPath("/hard"))).isInstanceOf(Refused.class);
      deleting.forgetFile();
      writers.claim(memory.getPath("/hard")).close();
      assertThatThrownBy(() -> writers.claim(memory.getPath("/d/f"))).isInstanceOf(Refused.class);
    }
    writers.claim(memory.getPath("/d/f")).close();
  }

  @Test
  void anUploadThatCannotOpenDoesNotLockTheFile() throws IOException {
    try (TestFtp ftp = TestFtp.start(memory, builder -> builder);
        RawClient client = ftp.loginBinary()) {
      client.passivePort();
      for (int i = 0; i < 2; i++) {
        client.say("STOR d").expect(550);
        client.command("REST 100");
        client.say("STOR d/f").expect(554);
        client.say("STOR missing/f").expect(550);
      }
      client.upload("STOR d/f", new byte[1]);
    }
  }

  /** As in other servers, the upload continues in the file that it has open. */
  @Test
  void aFileMayBeRemovedOrReplacedWhileItIsUploaded() throws IOException {
    try (TestFtp ftp = TestFtp.start(memory, builder -> builder);
        RawClient one = ftp.loginBinary();
        RawClient two = ftp.loginBinary();
        Socket data = one.passive()) {
      one.say("STOR new").expect(150);
      two.say("RNFR d/f").expect(350);
      two.say("RNTO new").expect(250);
      data.getOutputStream().write("upload".getBytes(UTF_8));
      data.close();
      one.expect(226);
      assertThat(memory.getPath("/new")).hasContent("before");
      two.say("DELE new").expect(250);
    }
  }

  @Test
  void anUploadThatIsRefusedRemovesNoFileButItsOwn() throws IOException {
    Account account =
        Account.of("user", memory, Permission.all()).limits(AccountLimits.NONE.largestUpload(10));
    try (TestFtp ftp = TestFtp.start(account);
        RawClient one = ftp.loginBinary();
        RawClient two = ftp.loginBinary();
        Socket data = one.passive()) {
      one.say("STOR new").expect(150);
      two.say("RNFR d/f").expect(350);
      two.say("RNTO new").expect(250);
      data.getOutputStream().write(new byte[11]);
      one.expect(552);
      assertThat(memory.getPath("/new")).hasContent("before");
    }
  }

  /** Each upload has its own file; the last one to complete stays. */
  @Test
  void uploadsThatAppearWhenCompleteDoNotDisturbEachOther() throws IOException {
    CountingFileSystem files = new CountingFileSystem(memory);
    files.whenOpened((channel, path) -> beside(channel, path));
    try (TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient one = ftp.loginBinary();
        RawClient two = ftp.loginBinary()) {
      try (Socket data = one.passive()) {
        one.say("STOR x").expect(150);
        data.getOutputStream().write("first".getBytes(UTF_8));
        two.upload("STOR x", "second".getBytes(UTF_8));
        assertThat(memory.getPath("/x")).hasContent("second");
      }
      one.expect(226);
      assertThat(memory.getPath("/x")).hasContent("first");
    }
  }

  /** A channel that writes to another file and publishes it when closed. */
  private SeekableByteChannel beside(SeekableByteChannel channel, Path path) {
    try {
      channel.close();
      Path part = memory.getPath("/" + System.nanoTime());
      SeekableByteChannel own =
          Files.newByteChannel(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return (SeekableByteChannel)
          Proxy.newProxyInstance(
              OneWriterTest.class.getClassLoader(),
              new Class<?>[] {SeekableByteChannel.class, Abortable.class},
              (self, method, arguments) -> {
                switch (method.getName()) {
                  case "isAtomic" -> {
                    return true;
                  }
                  case "close" -> {
                    own.close();
                    if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
                      Files.move(
                          part,
                          memory.getPath(path.toString()),
                          StandardCopyOption.REPLACE_EXISTING);
                    }
                    return null;
                  }
                  default -> {
                    return method.invoke(own, arguments);
                  }
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
