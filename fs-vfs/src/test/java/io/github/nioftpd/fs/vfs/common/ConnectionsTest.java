package io.github.nioftpd.fs.vfs.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {

  private static final Duration PATIENCE = Duration.ofMillis(200);

  @Test
  void oneTransferTooManyFailsWhenNoneEndsInTime() throws IOException {
    try (Connections connections = new Connections(2, 1, PATIENCE)) {
      Connections.Hold first = connections.stream();
      connections.stream();
      assertThatThrownBy(connections::stream)
          .isInstanceOf(IOException.class)
          .hasMessage("all connections to the remote server are in use");
      first.close();
      first.close();
      connections.stream();
      assertThatThrownBy(connections::stream).isInstanceOf(IOException.class);
    }
  }

  @Test
  void anOperationThatHangsIsLeftBehind() throws IOException {
    CountDownLatch answer = new CountDownLatch(1);
    try (Connections connections = new Connections(1, 2, PATIENCE)) {
      assertThatThrownBy(
              () ->
                  connections.operate(
                      () -> {
                        answer.await();
                        return "late";
                      }))
          .isInstanceOf(IOException.class);
      assertThat(connections.operate(() -> "next")).isEqualTo("next");
    } finally {
      answer.countDown();
    }
  }

  @Test
  void whatAnOperationThrowsIsThrown() {
    try (Connections connections = new Connections(1, 1, Duration.ofSeconds(20))) {
      assertThatThrownBy(
              () ->
                  connections.operate(
                      () -> {
                        throw new UnsupportedOperationException("never");
                      }))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void operationsRunOnPlatformThreads() throws IOException {
    try (Connections connections = new Connections(1, 1, Duration.ofSeconds(20))) {
      Thread thread = connections.operate(Thread::currentThread);
      assertThat(thread.isVirtual()).isFalse();
      assertThat(thread.isDaemon()).isTrue();
    }
  }

  @Test
  void nothingIsDoneAfterTheEnd() {
    Connections connections = new Connections(1, 1, PATIENCE);
    connections.close();
    assertThatThrownBy(() -> connections.operate(() -> "x"))
        .isInstanceOf(ClosedFileSystemException.class);
  }
}
