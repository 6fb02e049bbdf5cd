package io.github.nioftpd.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthenticatorTest {

  /** Created by Python's hashlib, with few iterations to save time. */
  private static final String HASH =
      "$pbkdf2-sha256$20000$YSByYW5kb20gc2FsdCAxNg$+1L8kKg2Vjz89lBYmxYQaPlaKic6X9EaRnpF5Swb7Yk";

  private final FileSystem files = TestFtp.memory();

  private boolean accepts(Authenticator authenticator, String user, String password)
      throws IOException {
    InetAddress address = InetAddress.getLoopbackAddress();
    return authenticator
        .authenticate(new Credentials.Password(user, password, address))
        .isPresent();
  }

  @Test
  void onlyTheRightPasswordOfAKnownUserIsAccepted() throws IOException {
    Authenticator users = Authenticator.of(Map.of("bob", HASH), files);
    assertThat(accepts(users, "bob", "s3crët")).isTrue();
    for (String wrong : List.of("s3cret", "s3crët ", "", HASH)) {
      assertThat(accepts(users, "bob", wrong)).as(wrong).isFalse();
    }
    assertThat(accepts(users, "Bob", "s3crët")).isFalse();
    assertThat(accepts(users, "", "s3crët")).isFalse();
  }

  @Test
  void aHashIsOfThePasswordAndHasARandomSalt() throws IOException {
    String hash = Authenticator.passwordHash("s3crët");
    assertThat(hash).startsWith("$pbkdf2-sha256$600000$");
    assertThat(accepts(Authenticator.of(Map.of("bob", hash), files), "bob", "s3crët")).isTrue();
    assertThat(Authenticator.passwordHash("s3crët")).isNotEqualTo(hash);
  }

  @Test
  void aHashOfPasslibIsAccepted() throws IOException {
    String passlib =
        "$pbkdf2-sha256$29000$AAAAAAAAAAAAAAAA$.e82pcF.MT8BIOaFIIonnO1jSZENWLRinYZi6PNjAU8";
    assertThat(accepts(Authenticator.of(Map.of("a", passlib), files), "a", "password")).isTrue();
  }

  @Test
  void anUnknownUserTakesAsLongAsAWrongPassword() throws IOException {
    Authenticator users = Authenticator.of(Map.of("bob", HASH), files);
    accepts(users, "bob", "warm");
    double wrong = median(users, "bob");
    assertThat(median(users, "eve")).isBetween(wrong / 3, wrong * 3);
  }

  private double median(Authenticator users, String name) throws IOException {
    long[] times = new long[3];
    for (int i = 0; i < times.length; i++) {
      long start = System.nanoTime();
      accepts(users, name, "wrong");
      times[i] = System.nanoTime() - start;
    }
    Arrays.sort(times);
    return times[1];
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "",
        "$pbkdf2-sha256$600000$AAAAAAAA$",
        "$pbkdf2-sha256$0999$AAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAA",
        "$pbkdf2-sha256$99999999$AAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAA",
        "$pbkdf2-sha1$600000$AAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAA",
        "$2b$10$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void anInvalidHashIsRefusedWithoutShowingIt(String text) {
    assertThatThrownBy(() -> Authenticator.of(Map.of("bob", text), files))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("user bob: ")
        .message()
        .doesNotContain(text.isEmpty() ? "null" : text);
  }

  @Test
  void anEmptyPasswordHasNoHash() {
    assertThatThrownBy(() -> Authenticator.passwordHash(""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aServerWithUsersAndAnonymousTakesTwoLines() throws IOException {
    Map<String, FileSystem> homes = Map.of("bob", TestFtp.memory(), "eve", TestFtp.memory());
    Files.writeString(homes.get("bob").getPath("/a"), "content");
    try (FtpServer server =
        FtpServer.builder()
            .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .limits(TestFtp.QUICK)
            .authenticator(
                Authenticator.of(Map.of("bob", HASH, "eve", HASH), homes::get)
                    .or(Authenticator.anonymous(files)))
            .grace(Duration.ZERO)
            .start()) {
      assertThat(size(server, "bob", "s3crët")).startsWith("213 7");
      assertThat(size(server, "eve", "s3crët")).startsWith("550");
      assertThat(size(server, "FTP", "me@example.org")).startsWith("550");
      assertThat(size(server, "bob", "wrong")).startsWith("530");
    }
  }

  private static String size(FtpServer server, String user, String password) throws IOException {
    try (RawClient client = new RawClient(server.address())) {
      client.reply();
      client.command("USER " + user);
      client.command("PASS " + password);
      client.command("TYPE I");
      return client.command("SIZE a");
    }
  }
}
