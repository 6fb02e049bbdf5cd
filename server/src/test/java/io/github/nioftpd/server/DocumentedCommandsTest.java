package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.nioftpd.server.cli.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command line with {@code ./nioftpd} in README.md and docs has options that exist. */
final class DocumentedCommandsTest {

  private static final Pattern COMMAND = Pattern.compile("\\./nioftpd ([^`#\\n|&]*)");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  static List<String> commands() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(Path.of("..", "README.md")));
    try (Stream<Path> docs = Files.list(Path.of("..", "docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    List<String> commands = new ArrayList<>();
    for (Path document : documents) {
      COMMAND
          .matcher(Files.readString(document).replace("\\\n", " "))
          .results()
          .map(result -> result.group(1).strip())
          .filter(command -> !command.isEmpty())
          .forEach(commands::add);
    }
    return commands;
  }

  @Test
  void thereAreCommands() throws IOException {
    assertThat(commands()).hasSizeGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionExists(String command) {
    String[] words =
        WORD.matcher(command)
            .results()
            .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
            .toArray(String[]::new);
    assertThatCode(() -> Commands.commandLine().parseArgs(words)).doesNotThrowAnyException();
  }
}
