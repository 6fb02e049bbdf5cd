package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.event.LogText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Log lines cannot be forged, and the log contains no password. */
@DisplayName("Log injection; passwords in the log")
final class LogTest {

  /** ESC, BEL, NEL, CSI, line and paragraph separator, bidi, a BOM, a tag character, DEL. */
  private static final String HOSTILE =
      "a\u001b[31m\u0007\u0085\u009b1A\u2028\u2029\u202e\u2066\u200f\ufeff\udb40\udc41\u007f"
          + "\t${x}%s{}";

  private static final String SECRET = "correct-horse";

  @Test
  void noHostileCharacterIsLoggedAtAnyLevel() throws Exception {
    try (LogCapture log = new LogCapture();
        TestFtp ftp = TestFtp.start()) {
      try (RawClient client = ftp.connect()) {
        client.command("USER " + HOSTILE);
        client.command("PASS " + HOSTILE);
        client.command("HOST " + HOSTILE);
        client.command(HOSTILE + " " + HOSTILE);
      }
      try (RawClient client = ftp.login()) {
        for (String verb : Verbs.all()) {
          if (!List.of("USER", "PASS", "REIN", "QUIT", "PASV", "EPSV").contains(verb)) {
            client.command(verb + " " + HOSTILE);
            client.command(Verbs.spec(verb).syntax().isEmpty() ? verb : Verbs.line(verb, HOSTILE));
          }
        }
        client.upload("STOR u" + HOSTILE, new byte[3]);
        client.command("DELE u" + HOSTILE);
      }
      Patience.until("the sessions end", () -> ftp.server().sessions().isEmpty());
      assertThat(log.lines()).hasSizeGreaterThan(100).allSatisfy(LogTest::isOneCleanLine);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACCT ", "SITE PSWD old ", "SITE PASS ", "site pswd ", "PASSWORD "})
  void secretsOfOtherCommandsAreMasked(String command) throws Exception {
    try (LogCapture log = new LogCapture();
        TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      client.command(command + SECRET);
      client.command("SITE CHMOD 644 shown");
      assertThat(log.lines())
          .noneMatch(line -> line.contains(SECRET))
          .anyMatch(line -> line.contains("******"))
          .anyMatch(line -> line.contains("SITE CHMOD 644 shown"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1:7",
    "::1, [::1]:7",
    "::, [::]:7",
    "2001:db8::7:0:1, [2001:db8::7:0:1]:7",
    "2001:db8:1:2:3:4:0:6, [2001:db8:1:2:3:4:0:6]:7",
    "fe80::, [fe80::]:7",
    "10::0:1, [10::1]:7",
  })
  void addressesAreFormattedLikeInUrls(String address, String expected) throws Exception {
    InetSocketAddress socket = new InetSocketAddress(InetAddress.getByName(address), 7);
    assertThat(LogText.address(socket)).isEqualTo(expected);
  }

  @Test
  void exceptionsInTheLogAreEscaped() throws Exception {
    String name = HOSTILE.replace("\t", "");
    try (LogCapture log = new LogCapture();
        TestFtp ftp =
            TestFtp.start(
                builder ->
                    builder.authenticator(
                        credentials -> {
                          String text = "\r\nINFO forged " + credentials.user();
                          throw new IllegalStateException(text, new IOException(text));
                        }));
        RawClient client = ftp.connect()) {
      client.command("USER " + name);
      client.say("PASS x").expect(451);
      assertThat(log.lines()).anyMatch(line -> line.contains("IllegalStateException"));
      assertThat(log.lines()).allSatisfy(LogTest::isOneCleanTrace);
    }
  }

  /** Only lines of a stack trace may follow the first line. */
  private static void isOneCleanTrace(String entry) {
    List<String> lines = entry.lines().toList();
    assertThat(lines.subList(1, lines.size()))
        .allMatch(line -> line.matches("(\tat |\t\\.\\.\\. |Caused by: ).*"));
    isOneCleanLine(entry.replace("\n", "").replace("\t", ""));
  }

  private static void isOneCleanLine(String line) {
    assertThat(line.codePoints().filter(LogTest::isHostile).toArray()).as(line).isEmpty();
  }

  private static boolean isHostile(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }

  @Test
  void passwordsNeverAppearHoweverTheyAreSent() throws Exception {
    try (LogCapture log = new LogCapture();
        TestFtp ftp = TestFtp.start(b -> b.limits(TestFtp.QUICK.loginAttempts(100)))) {
      try (RawClient client = ftp.connect()) {
        for (String line :
            List.of(
                "PASS " + SECRET,
                "pass " + SECRET,
                "pAsS  " + SECRET,
                " PASS " + SECRET,
                "PASS\t" + SECRET,
                "PASS\u00a0" + SECRET,
                "PASS" + SECRET,
                "\u0000PASS " + SECRET,
                "PASS " + SECRET + "\rNOOP",
                "PASS " + SECRET + "\u001b")) {
          client.command("USER user");
          client.command(line);
        }
        client.send(
            ("PASS " + SECRET + "\u00e9\r\n")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        client.reply();
        client.send("PASS " + SECRET + "\n");
        client.reply();
      }
      Patience.until("the session ends", () -> ftp.server().sessions().isEmpty());
      assertThat(log.lines())
          .hasSizeGreaterThan(10)
          .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains(SECRET));
      assertThat(ftp.events().toString()).doesNotContain(SECRET);
    }
  }

  @Test
  void aFailingAuthenticatorLogsNoPassword() throws IOException {
    try (LogCapture log = new LogCapture();
        TestFtp ftp =
            TestFtp.start(
                builder ->
                    builder.authenticator(
                        credentials -> {
                          throw new IllegalStateException("cannot look up " + credentials);
                        }));
        RawClient client = ftp.connect()) {
      client.command("USER user");
      assertThat(client.command("PASS " + SECRET)).startsWith("4").doesNotContain(SECRET);
      assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(SECRET));
    }
    InetAddress here = InetAddress.getLoopbackAddress();
    assertThat(new Credentials.Password("u", SECRET, here).toString()).doesNotContain(SECRET);
  }

  @Test
  void hostileTextIsEscapedAndLongTextIsTruncated() {
    assertThat(LogText.escape("a\r\nb")).isEqualTo("a\\u000D\\u000Ab");
    assertThat(LogText.escape("\u202e\ud800\udb40\udc41")).isEqualTo("\\u202E\\uD800\\uE0041");
    assertThat(LogText.escape("é日本😀")).isEqualTo("é日本😀");
    assertThat(LogText.escape("x".repeat(1_000_000))).hasSize(1_003);
    assertThat(LogText.escape("x".repeat(999) + "😀y")).doesNotContain("?");
  }
}
