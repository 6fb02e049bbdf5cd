package io.github.nioftpd.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The jars that the test kit brings into a project, as Maven lists them. */
@Tag("packaged")
class DependenciesIT {

  /** A dependency that is not of JUnit or AssertJ, which are optional. */
  private static final Pattern REQUIRED =
      Pattern.compile(
          "^ +(?!org[.](junit|opentest4j|apiguardian|assertj)|net[.]bytebuddy)"
              + "[^: ]+:(?<name>[^: ]+):jar:[^: ]+:(compile|runtime)\\b.*$",
          Pattern.MULTILINE);

  @Test
  void theJarsAreFew() throws IOException {
    String list = Files.readString(Path.of("target/run-time-dependencies"));
    List<String> jars =
        REQUIRED.matcher(list).results().map(jar -> jar.group("name")).sorted().toList();
    assertThat(jars)
        .as(list)
        .containsExactly(
            "failureaccess",
            "guava",
            "jimfs",
            "jspecify",
            "nioftpd-core",
            "nioftpd-fs",
            "nioftpd-fs-memory",
            "nioftpd-fs-mount",
            "slf4j-api");
  }
}
