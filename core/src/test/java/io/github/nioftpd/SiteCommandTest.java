package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.event.FtpEvent;
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
  void rmtreeRemovesADirectoryWithAllThatIsInItAndFollowsNoLinks() throws IOException {
    try (TestFtp ftp = serve();
        RawClient client = ftp.login()) {
      assertThat(client.command("SITE RMTREE top")).startsWith("250 ");
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
  void itAnswersAsTheServersOwnCommandsDo() throws IOException {
    try (TestFtp ftp = serve();
        RawClient client = ftp.connect()) {
      assertThat(client.command("SITE RMTREE top")).startsWith("530 ");
      assertThat(client.command("USER user")).startsWith("331 ");
      assertThat(client.command("PASS secret")).startsWith("230 ");
      assertThat(client.command("SITE RMTREE")).startsWith("501 ");
      assertThat(client.command("SITE RMTREE nothing")).startsWith("550 ");
      assertThat(client.command("SITE RMTREE /")).startsWith("550 ");
      assertThat(client.command("SITE HELP")).contains("SITE RMTREE");
      assertThat(client.command("SITE HELP RMTREE")).startsWith("214 ").contains("path");
      assertThat(client.command("USER anonymous")).startsWith("331 ");
      assertThat(client.command("PASS x@")).startsWith("230 ");
      assertThat(client.command("SITE RMTREE top")).startsWith("550 ");
      assertThat(ftp.path("/top/a/b/file")).exists();
    }
  }

  @Test
  void aNameThatIsNoWordOrIsTakenIsRefusedAtTheStart() {
    for (String name : List.of("", "two words", "rmtree", "CHMOD", "A\r\nB")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TestFtp.start(builder -> builder.command(new Named(name))).close());
    }
  }

  private record Named(String name) implements SiteCommand {
    @Override
    public String syntax() {
      return "";
    }

    @Override
    public Permission permission() {
      return Permission.LIST;
    }

    @Override
    public Answer run(Call call) {
      return Answer.of(200, "Done.");
    }
  }
}
