package io.github.nioftpd.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests that {@link JUnitVersionsTest} runs; five succeed, four fail. */
final class ExtensionSamples {

  private ExtensionSamples() {}

  private static void login(FtpControl ftp) throws IOException {
    try (Socket socket = new Socket(ftp.host(), ftp.port())) {
      String lines = "USER user\r\nPASS secret\r\nRNFR none\r\nQUIT\r\n";
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
      byte[] replies = socket.getInputStream().readAllBytes();
      assertEquals("220 ", new String(replies, 0, 4, StandardCharsets.US_ASCII));
    }
  }

  private static void use(FtpControl ftp) throws IOException {
    Files.createFile(ftp.path("/left"));
    login(ftp);
  }

  static class OnOneServerTests {

    @RegisterExtension static final FtpExtension ftp = FtpExtension.with().strictFaults();

    @Test
    void succeeds() throws IOException {
      use(ftp);
    }

    @Test
    void fails() throws IOException {
      use(ftp);
      fail("on purpose");
    }

    @Test
    void leavesAFault() throws IOException {
      use(ftp);
      ftp.on("RETR").thenHang();
    }

    @Nested
    class NestedTests {
      @Test
      void succeeds() throws IOException {
        use(ftp);
      }
    }
  }

  @Execution(ExecutionMode.CONCURRENT)
  static class OnServersOfTheirOwnTests {

    @RegisterExtension final FtpExtension ftp = FtpExtension.with();

    @Test
    void succeeds() throws IOException {
      use(ftp);
    }

    @Test
    void succeedsToo() throws IOException {
      use(ftp);
    }
  }

  @FtpTest
  @Execution(ExecutionMode.CONCURRENT)
  static class WithAParameterTests {

    @Test
    void succeeds(FtpFixture ftp) throws IOException {
      use(ftp);
    }

    @Test
    void fails(FtpFixture ftp) throws IOException {
      use(ftp);
      fail("on purpose");
    }
  }

  @FtpTest
  static class WithAParameterOfTheClassTests {

    WithAParameterOfTheClassTests(FtpFixture ftp) {
      ftp.port();
    }

    @Test
    void fails() {
      fail("is not reached");
    }
  }
}
