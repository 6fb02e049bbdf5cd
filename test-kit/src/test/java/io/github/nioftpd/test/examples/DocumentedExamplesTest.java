package io.github.nioftpd.test.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every block of Java in docs/testing.md, and the one in the section "In tests" of README.md, is a
 * part of a test or of a project in docs/examples, without regard to white space. A block that is
 * not compiled is marked so on the page: {@code ```java uncompiled}.
 */
final class DocumentedExamplesTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");

  static List<String> blocks() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    int start = readme.indexOf("## In tests");
    return Stream.of(
            Files.readString(ROOT.resolve("docs/testing.md")),
            readme.substring(start, readme.indexOf("\n## ", start)))
        .flatMap(page -> BLOCK.matcher(page).results())
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  @Test
  void thereAreBlocks() throws IOException {
    assertThat(blocks()).hasSizeGreaterThanOrEqualTo(12);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void theBlockIsPartOfATest(String block) throws IOException {
    assertThat(sources()).anySatisfy(source -> assertThat(source).contains(normalized(block)));
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> kit = Files.walk(Path.of("src/test/java"));
        Stream<Path> examples = Files.walk(ROOT.resolve("docs/examples"))) {
      return Stream.concat(kit, examples)
          .filter(file -> file.toString().endsWith(".java"))
          .map(DocumentedExamplesTest::read)
          .map(DocumentedExamplesTest::normalized)
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String normalized(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
