package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpReply;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteCommandTest {

  private static TestFtp serve() throws IOException {
    TestFtp ftp = TestFtp.start(builder -> builder.command(new SiteRmtree()));
    Files.createDirectories(ftp.path("/top/a/b"));
    Files.createFile(ftp.path("/top/a/b/file"));
    Files.createSymbolicLink(ftp.path("/top/link"), ftp.path("/kept"));
    Files.createDirectory(ftp.path("/kept"));
    Files.createFile(ftp.path("/kept/file"));
    return ftp;
  }

  @Test
  void rmtreeRemovesATreeAndFollowsNoLinks() throws IOException {
    try (TestFtp ftp = serve();
        RawClient client = ftp.login()) {
      client.say("SITE RMTREE top").expect(250);
      assertThat(ftp.path("/top")).doesNotExist();
      assertThat(ftp.path("/kept/file")).exists();
      assertThat(ftp.events())
          .filteredOn(FtpEvent.Changed.class::isInstance)
          .singleElement()
          .extracting(event -> ((FtpEvent.Changed) event).verb())
          .isEqualTo("SITE RMTREE");
    }
  }

  @Test
  void itBehavesLikeABuiltInCommand() throws IOException {
    try (TestFtp ftp = serve();
        RawClient client = ftp.connect()) {
      client.say("SITE RMTREE top").expect(530);
      client.say("USER user").expect(331);
      client.say("PASS secret").expect(230);
      client.say("SITE RMTREE").expect(501);
      client.say("SITE RMTREE nothing").expect(550);
      client.say("SITE RMTREE /").expect(550);
      client.say("SITE HELP").contains("SITE RMTREE");
      client.say("SITE HELP RMTREE").expect(214).contains("path");
      client.say("USER anonymous").expect(331);
      client.say("PASS x@").expect(230);
      client.say("SITE RMTREE top").expect(550);
      assertThat(ftp.path("/top/a/b/file")).exists();
    }
  }

  @Test
  void anInvalidOrDuplicateNameIsRefusedAtStart() {
    for (String name : List.of("", "two words", "rmtree", "CHMOD", "A\r\nB")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TestFtp.start(builder -> builder.command(new Named(name))).close());
    }
  }

  @Test
  void aReplyThatIsNotTheLastOneIsAFailure() throws Exception {
    SiteCommand command = new Named("EARLY", 150);
    try (TestFtp ftp = TestFtp.start(builder -> builder.command(command));
        RawClient client = ftp.login()) {
      client.say("SITE EARLY").expect(451);
      client.say("NOOP").expect(200);
    }
  }

  private record Named(String name, int code) implements SiteCommand {

    Named(String name) {
      this(name, 200);
    }

    @Override
    public String syntax() {
      return "";
    }

    @Override
    public Permission permission() {
      return Permission.LIST;
    }

    @Override
    public FtpReply run(Call call) {
      return FtpReply.of(code, "Done.");
    }
  }
}
