package io.github.nioftpd.server.config.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.server.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Keys, types, defaults and descriptions match the table in docs/operations.md. After a change of a
 * key copy the table that this test leaves in target.
 */
final class ReferenceTest {

  private static final Path PAGE = Path.of("..", "docs", "operations.md");
  private static final String HEAD = "| key | value | default | meaning |";

  @Test
  void everyKeyAndDefaultMatchesThePage() throws IOException {
    List<String> expected =
        Reference.rows(Configuration.class).stream().map(Reference.Row::markdown).toList();
    Files.write(Path.of("target", "keys.md"), expected);
    List<String> page = Files.readAllLines(PAGE);
    int begin = page.indexOf(HEAD);
    assertThat(begin).as("the table of keys").isPositive();
    List<String> actual =
        page.subList(begin + 2, page.size()).stream()
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    assertThat(actual).isEqualTo(expected);
  }
}
