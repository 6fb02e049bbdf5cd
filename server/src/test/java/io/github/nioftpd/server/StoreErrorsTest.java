package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.server.cli.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bucket that cannot be served causes a one-sentence error and an exit code. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StoreErrorsTest {

  private static final int FAILURE = 1;
  private static final int USAGE = 2;
  private static final String SECRET = "c4nary-s3cret-key";

  @TempDir Path directory;
  private TinyStore store;

  @BeforeEach
  void start() throws IOException {
    store = new TinyStore();
  }

  @AfterEach
  void end() {
    store.close();
  }

  private String failing(int code, String endpoint, String... more) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), SECRET);
    String location = "s3://bucket?access-key=ACCESS&secret-key=file:" + secret;
    String whole = location + "&endpoint=" + endpoint + String.join("", more);
    StringWriter err = new StringWriter();
    int actual = Commands.commandLine().setErr(new PrintWriter(err)).execute(whole, "-p", "0");
    assertThat(err.toString()).doesNotContain(SECRET);
    assertThat(err.toString().lines()).singleElement().asString().startsWith("nioftpd: ");
    assertThat(actual).as(err.toString()).isEqualTo(code);
    return err.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404|NoSuchBucket|bucket bucket does not exist at http",
        "404|Unheard|bucket bucket does not exist at http",
        "403|InvalidAccessKeyId|unknown access key for bucket bucket at http",
        "403|SignatureDoesNotMatch|wrong secret key for bucket bucket at http",
        "403|AccessDenied|access to bucket bucket at http.* denied \\(AccessDenied\\)",
        "400|ExpiredToken|expired credentials for bucket bucket at http",
        "400|AuthorizationHeaderMalformed|is in another region; set region",
        "301|PermanentRedirect|is in another region; set region",
        "418|Teapot|cannot list bucket bucket at http.*: 418 Teapot",
      })
  void aRefusedBucketIsAFailure(int status, String code, String sentence) throws IOException {
    store.answerAlways(status, code);
    assertThat(failing(FAILURE, store.endpoint())).containsPattern(sentence);
  }

  @Test
  void anUnreachableStoreIsAFailure() throws IOException {
    assertThat(failing(FAILURE, store.endpoint().replace("http:", "https:")))
        .contains("cannot reach bucket bucket at https://127.0.0.1:");
    int closed;
    try (ServerSocket taken = new ServerSocket(0)) {
      closed = taken.getLocalPort();
    }
    assertThat(failing(FAILURE, "http://127.0.0.1:" + closed))
        .contains("cannot reach bucket bucket at http://127.0.0.1:" + closed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"&secret-key=itself", "&colour=red", "&region=no%20region", "&endpoint=host:80"})
  void anInvalidSettingIsAUsageError(String setting) throws IOException {
    store.answerAlways(404, "NoSuchBucket");
    assertThat(failing(USAGE, store.endpoint(), setting)).contains("s3");
  }
}
