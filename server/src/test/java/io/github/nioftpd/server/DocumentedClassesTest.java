package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The classes and tests that the tables of the documents name exist, in the package they name. */
final class DocumentedClassesTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern CLASS =
      Pattern.compile("`((?:[a-z]+/)*[A-Z][a-z]\\w*)(?:\\.\\w+)?`");

  @ParameterizedTest
  @ValueSource(strings = {"CONTRIBUTING.md", "SECURITY.md"})
  void everyClassInATableExists(String document) throws IOException {
    try (Stream<String> lines = Files.lines(ROOT.resolve(document))) {
      Set<String> named =
          lines
              .filter(line -> line.startsWith("|"))
              .flatMap(line -> CLASS.matcher(line).results())
              .map((MatchResult result) -> result.group(1))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(named).hasSizeGreaterThan(15);
      List<Path> sources = sources();
      named.removeIf(name -> sources.stream().anyMatch(file -> file.endsWith(name + ".java")));
      assertThat(named).as("classes of " + document + " that do not exist").isEmpty();
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path source : modules.map(module -> module.resolve("src")).toList()) {
        if (Files.isDirectory(source)) {
          try (Stream<Path> files = Files.walk(source)) {
            files.forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }
}
