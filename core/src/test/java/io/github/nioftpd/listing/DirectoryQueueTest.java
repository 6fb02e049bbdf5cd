package io.github.nioftpd.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.TestFtp;
import io.github.nioftpd.outcome.Refused;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DirectoryQueueTest {

  private static final Path LONG = TestFtp.memory().getPath("/" + "a".repeat(4_000));

  private static int fill(DirectoryQueue queue) {
    int count = 0;
    try {
      while (true) {
        queue.add(LONG);
        count++;
      }
    } catch (Refused e) {
      assertThat(e.reply().code()).isEqualTo(451);
      return count;
    }
  }

  @Test
  void directoriesComeInTheirOrder() throws Refused {
    try (DirectoryQueue queue = new DirectoryQueue()) {
      Path other = LONG.resolve("b");
      queue.add(LONG);
      queue.add(other);
      assertThat(queue.poll()).isEqualTo(LONG);
      assertThat(queue.poll()).isEqualTo(other);
      assertThat(queue.poll()).isNull();
    }
  }

  @Test
  void allQueuesTogetherHoldNoMoreThanAPartOfTheHeap() throws Refused {
    int most;
    try (DirectoryQueue one = new DirectoryQueue();
        DirectoryQueue other = new DirectoryQueue()) {
      most = fill(one);
      assertThat((long) most * 8_000).isLessThan(Runtime.getRuntime().maxMemory() / 8);
      assertThatThrownBy(() -> other.add(LONG)).isInstanceOf(Refused.class);
      one.poll();
      other.add(LONG);
      assertThatThrownBy(() -> one.add(LONG)).isInstanceOf(Refused.class);
    }
    try (DirectoryQueue again = new DirectoryQueue()) {
      assertThat(fill(again)).as("memory is released").isEqualTo(most);
    }
  }
}
