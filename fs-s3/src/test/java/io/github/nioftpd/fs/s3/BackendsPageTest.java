package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class BackendsPageTest {

  @Test
  void thePageTellsEverySettingAndNoOther() throws IOException {
    String all =
        catchThrowable(() -> S3Settings.of("bbb", "", Map.of("colour", "blue"))).getMessage();
    String[] names = all.substring(all.indexOf("it has ") + 7).split(", ");
    String page = Files.readString(Path.of("..", "docs", "backends.md"));
    String table =
        page.substring(page.indexOf("### Settings"), page.indexOf("### Requests per command"));
    assertThat(Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|").matcher(table).results())
        .extracting(row -> row.group(1))
        .containsExactlyInAnyOrder(names);
  }
}
