package io.github.nioftpd.server.config.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.server.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example files in docs/operations.md are valid. */
final class OperationsTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("(?m)^( *)```yaml\\n((?:(?!^ *```).*\\n)*) *```$");

  @TempDir Path directory;

  private static List<String> examples() throws IOException {
    Matcher matcher = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "operations.md")));
    return matcher
        .results()
        .map(result -> result.group(2).replaceAll("(?m)^" + result.group(1), ""))
        .toList();
  }

  @Test
  void everyExampleIsValid() throws Exception {
    List<String> examples = examples();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(4);
    for (String example : examples) {
      Configuration configuration =
          ConfigurationFile.read(directory.resolve("nioftpd.yaml"), example);
      assertThat(configuration.listeners()).as(example).isNotEmpty();
    }
  }
}
