package io.github.nioftpd.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.TestFtp;
import io.github.nioftpd.security.Patience;
import java.nio.file.FileSystem;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of the same path wait for each other, also through two file systems of one user. */
@Timeout(30)
final class PathTurnsTest {
  private final PathTurns turns = new PathTurns();
  private final FileSystem one = TestFtp.memory();
  private final FileSystem other = TestFtp.memory();

  @ParameterizedTest
  @CsvSource({"/a, /a", "/a, /a/b", "/a/b/c, /a", "/, /a"})
  void overlappingPathsWait(String first, String second) throws Exception {
    PathTurns.Turn turn = turns.take(one.getPath(first));
    Thread waiting = Thread.ofVirtual().start(() -> turns.take(other.getPath(second)).close());
    Patience.until("it waits", () -> waiting.getState() == Thread.State.WAITING);
    turn.close();
    waiting.join();
  }

  @ParameterizedTest
  @CsvSource({"/a, /ab", "/a/b, /a/c", "/ab, /a"})
  void otherPathsDoNot(String first, String second) {
    try (PathTurns.Turn turn = turns.take(one.getPath(first), one.getPath(first));
        PathTurns.Turn next = turns.take(other.getPath(second))) {
      assertThat(turn).isNotSameAs(next);
    }
  }
}
