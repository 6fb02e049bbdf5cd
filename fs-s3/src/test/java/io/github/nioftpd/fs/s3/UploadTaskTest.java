package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class UploadTaskTest {

  @Test
  void contentMovesOnAPlatformThread() throws IOException {
    Thread thread = UploadTask.carry(Thread::currentThread).await();
    assertThat(thread.isVirtual()).isFalse();
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).startsWith("nioftpd-s3-");
    assertThat(UploadTask.start(Thread::currentThread).await().isVirtual()).isTrue();
  }

  @Test
  void whatIsStoppedHasEnded() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    UploadTask<String> request =
        UploadTask.carry(
            () -> {
              try {
                begun.countDown();
                new CountDownLatch(1).await();
                return "late";
              } finally {
                ended.set(true);
              }
            });
    begun.await();
    UploadTask.stop(List.of(request));
    assertThat(ended).isTrue();
  }

  @Test
  void whatIsStoppedBeforeItBeginsDoesNothing() throws IOException {
    for (int i = 0; i < 100; i++) {
      UploadTask<String> request = UploadTask.carry(() -> "x");
      UploadTask.stop(List.of(request));
    }
    assertThat(UploadTask.carry(() -> Thread.currentThread().isInterrupted()).await()).isFalse();
  }
}
