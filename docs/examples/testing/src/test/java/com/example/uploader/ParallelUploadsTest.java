package com.example.uploader;

import static io.github.nioftpd.test.FtpAssertions.assertThat;

import com.example.uploader.Uploader.Patience;
import io.github.nioftpd.test.FtpFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in parallel with the other classes; see junit-platform.properties. */
final class ParallelUploadsTest {

  private static final int UPLOADS = 8;

  @Test
  void manyUploadersDoNotDisturbEachOther(@TempDir Path directory) throws Exception {
    Patience patience = new Patience(2, Duration.ZERO, Duration.ofSeconds(20));
    try (FtpFixture ftp = FtpFixture.with().user("bob", "secret").directory("/out").start();
        ExecutorService threads = Executors.newFixedThreadPool(UPLOADS)) {
      ftp.on("STOR").times(UPLOADS / 2).thenReply(450, "Busy");
      List<Future<?>> uploads = new ArrayList<>();
      for (int i = 0; i < UPLOADS; i++) {
        String name = i + ".csv";
        Path report = Files.writeString(directory.resolve(name), "report " + i);
        Uploader uploader = Uploader.plain(ftp.uri("bob"), patience);
        uploads.add(
            threads.submit(
                () -> {
                  uploader.upload(report, "/out/" + name);
                  return null;
                }));
      }
      for (Future<?> upload : uploads) {
        upload.get();
      }
      assertThat(ftp).hasTreeEqualTo("/out", directory).received("STOR", UPLOADS + UPLOADS / 2);
    }
  }
}
