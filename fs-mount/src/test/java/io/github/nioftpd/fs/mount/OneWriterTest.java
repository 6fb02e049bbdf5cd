package io.github.nioftpd.fs.mount;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.OneWriterFixture;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No two sessions write to one file at the same time, through any mount. */
final class OneWriterTest extends OneWriterFixture {

  @Test
  void aNewFileIsOneFileByAllNamesOfItsDirectory() throws IOException {
    MountedFileSystem tree =
        MountedFileSystem.builder()
            .mount("/a", memory.getPath("/"))
            .mount("/b", memory.getPath("/d"))
            .build();
    try (TestFtp ftp = TestFtp.start(tree, builder -> builder);
        RawClient one = ftp.loginBinary();
        RawClient two = ftp.loginBinary();
        Socket data = one.passive()) {
      one.say("STOR /a/d/new").expect(150);
      assertRefused(two, "/b/new");
      assertRefused(two, "/a/dir/new");
      two.upload("STOR /b/other", new byte[1]);
      data.close();
      one.expect(226);
      two.upload("STOR /b/new", new byte[1]);
    }
  }

  @Test
  void uploadsOfUsersWithOverlappingHomesDoNotMix() throws IOException {
    FileSystem first = MountedFileSystem.builder().mount("/", memory.getPath("/")).build();
    FileSystem second = MountedFileSystem.builder().mount("/home", memory.getPath("/d")).build();
    try (TestFtp ftp =
            TestFtp.start(
                memory,
                builder ->
                    builder.authenticator(
                        login ->
                            Optional.of(
                                Account.of(
                                    login.user(),
                                    login.user().equals("user") ? first : second,
                                    Permission.all()))));
        RawClient one = ftp.loginBinary();
        RawClient two = ftp.connect();
        Socket data = one.passive()) {
      two.command("USER other");
      two.say("PASS x").expect(230);
      one.say("STOR d/f").expect(150);
      assertRefused(two, "home/f");
      one.say("ABOR").expect(426);
      one.expect(226);
      assertThat(data.isConnected()).isTrue();
      two.upload("STOR home/f", "theirs".getBytes(UTF_8));
      assertThat(memory.getPath("/d/f")).hasContent("theirs");
    }
  }
}
