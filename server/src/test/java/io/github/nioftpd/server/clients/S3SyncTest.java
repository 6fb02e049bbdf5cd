package io.github.nioftpd.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.fs.s3.S3FileSystem;
import io.github.nioftpd.fs.s3.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second synchronization of unchanged files sends nothing, also after a restart. */
final class S3SyncTest {

  private static final Instant OLD = Instant.parse("2011-02-03T04:05:06.5Z");
  private static final int FILES = 50;

  @TempDir private Path local;
  private final TestStore store = TestStore.shared();
  private final String bucket = store.newBucket();

  @BeforeEach
  void makeFiles() throws IOException {
    Path tree = Files.createDirectory(local.resolve("tree"));
    for (int i = 0; i < FILES; i++) {
      Path file = Files.writeString(tree.resolve("f" + i), "content of " + i);
      Files.setLastModifiedTime(file, FileTime.from(OLD.plus(Duration.ofHours(i))));
    }
  }

  /** An action while the bucket is served. */
  private interface Step {
    String run(int port) throws Exception;
  }

  private String served(String modify, Step step) throws Exception {
    Path secret = Files.writeString(local.resolve("secret"), store.secretKey());
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "endpoint", store.endpoint().toString(),
                "region", store.region(),
                "access-key", store.accessKey(),
                "secret-key", "file:" + secret,
                "state", local.resolve("state").toString(),
                "modify", modify));
    S3FileSystem fileSystem = S3FileSystem.open(bucket, "", settings);
    try (TestFtp ftp = TestFtp.start(fileSystem, server -> server)) {
      String answer = step.run(ftp.port());
      fileSystem.close(); // before the remaining connections are counted
      return answer;
    } finally {
      fileSystem.close();
    }
  }

  private String rclone(int port) throws Exception {
    External rclone = External.of("rclone", local, "--config", "/dev/null", "--retries", "1");
    String password = rclone.run("obscure", "secret").strip();
    String remote = ":ftp,host=127.0.0.1,port=%d,user=user,pass=%s:up".formatted(port, password);
    return rclone.run("sync", "-v", "tree", remote);
  }

  private String lftp(int port) throws Exception {
    String mirror =
        "open -u user,secret ftp://127.0.0.1:%d; mirror -R -v -p tree up; mirror -v -p up back;"
            + " bye";
    return External.of("lftp", local, "--norc").run("-c", mirror.formatted(port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata", "stored"})
  @NeedsPrograms("rclone")
  void rcloneSendsEachFileOnce(String modify) throws Exception {
    assertThat(served(modify, this::rclone)).contains("Copied (new)", FILES + " / " + FILES);
    for (int i = 0; i < 2; i++) {
      assertThat(served(modify, port -> rclone(port) + rclone(port)))
          .contains("There was nothing to transfer")
          .doesNotContain("Copied");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata", "stored"})
  @NeedsPrograms("lftp")
  void lftpSendsEachFileOnce(String modify) throws Exception {
    assertThat(served(modify, this::lftp)).contains("Transferring file `f7'");
    for (int i = 0; i < 2; i++) {
      assertThat(served(modify, port -> lftp(port) + lftp(port))).doesNotContain("Transferring");
    }
  }
}
