package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.test.FtpFixture;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A bucket is the tree of a server for tests. */
final class BucketInTestsTest {

  @Test
  void eachTestHasABucketOfItsOwnAndFaultsReachIt() throws Exception {
    try (FtpFixture ftp =
        FtpFixture.with().tree(TestBucket::open).file("/in/a.txt", "hello").start()) {
      ftp.on("STOR").times(1).thenDiskFull(0);
      try (RawClient client = login(ftp)) {
        client.say("SIZE /in/a.txt").expect(213);
        try (Socket data = client.passive()) {
          client.say("STOR /in/b.txt").expect(150);
          data.getOutputStream().write("lost".getBytes(UTF_8));
        }
        client.expect(452);
        assertThat(Files.exists(ftp.path("/in/b.txt"))).isFalse();
        client.upload("STOR /in/b.txt", "kept".getBytes(UTF_8));
      }
      ftp.awaitUpload("/in/b.txt", Duration.ofSeconds(10));
      assertThat(Files.readString(ftp.path("/in/b.txt"))).isEqualTo("kept");
      ftp.reset();
      try (RawClient client = login(ftp)) {
        client.say("SIZE /in/a.txt").expect(213);
        client.say("SIZE /in/b.txt").expect(550);
      }
    }
  }

  private static RawClient login(FtpFixture ftp) throws Exception {
    RawClient client = RawClient.login(ftp.server().address(), "user", "secret");
    client.say("TYPE I").expect(200);
    return client;
  }
}
