package io.github.nioftpd.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.CommandTable;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Access;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Holds the list of commands, their files and docs/rfc-compliance.md together. */
final class CommandsTest {

  @Test
  void everyClassOfACommandIsInTheListOnce() {
    List<String> classes =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.github.nioftpd.command")
                .stream()
                .filter(type -> type.isAssignableTo(Command.class))
                .map(JavaClass::getSimpleName)
                .toList();
    assertThat(Commands.all().stream().filter(command -> !(command instanceof Unimplemented)))
        .extracting(command -> command.getClass().getSimpleName())
        .containsExactlyInAnyOrderElementsOf(
            classes.stream().filter(name -> !name.equals("Unimplemented")).toList());
  }

  @Test
  void aClassIsCalledLikeItsVerb() {
    for (Command command : Commands.all()) {
      String name = command.getClass().getSimpleName().toUpperCase(Locale.ROOT);
      String verb = command.spec().verb().replace(" ", "");
      assertThat(name).isIn(verb, verb + "COMMAND", "UNIMPLEMENTED");
    }
  }

  @Test
  void theTableOfRfcComplianceMatchesTheSpecs() throws IOException {
    List<String> wanted = new ArrayList<>();
    for (Command command : Commands.all()) {
      Spec spec = command.spec();
      wanted.add(row(spec.verb(), spec));
      spec.aliases().forEach(alias -> wanted.add(row(alias, spec)));
    }
    assertThat(rows()).containsExactlyElementsOf(wanted);
  }

  private static String row(String verb, Spec spec) {
    String syntax = spec.syntax().isEmpty() ? "" : "`" + spec.syntax().replace("|", "\\|") + "`";
    return String.join("/", verb, syntax, spec.rfc(), access(spec.access()));
  }

  private static String access(Access access) {
    return switch (access) {
      case Access.Anybody anybody -> "anybody";
      case Access.LoggedIn loggedIn -> "logged in";
      case Access.Permitted permitted -> "`" + permitted.permission().letter() + "`";
    };
  }

  /** The first four columns of the first table. */
  private static List<String> rows() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "docs", "rfc-compliance.md"));
    return lines.stream()
        .dropWhile(line -> !line.startsWith("| ---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .map(CommandsTest::fourColumns)
        .toList();
  }

  private static String fourColumns(String line) {
    String[] cells = line.split("(?<!\\\\)\\|", -1);
    assertThat(cells).as(line).hasSize(7);
    assertThat(cells[5].strip()).as("notes in " + line).isNotEmpty();
    return String.join("/", cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip());
  }

  @Test
  void rfcComplianceNamesTheCommandsAllowedInBetween() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "rfc-compliance.md")).replace("\n  ", " ");
    String list =
        text.replaceFirst("(?s).*permitted in between are (.*?), accepted or refused.*", "$1");
    assertThat(list.split(", | and "))
        .containsExactlyInAnyOrderElementsOf(
            Commands.all().stream()
                .map(Command::spec)
                .filter(spec -> spec.has(Trait.IN_BETWEEN))
                .map(Spec::verb)
                .toList());
  }

  @Test
  void everyVerbHasHelp() {
    CommandTable table = new CommandTable(Commands.all());
    for (String verb : table.verbs()) {
      Spec spec = table.find(verb).orElseThrow().spec();
      assertThat(spec.help())
          .isEqualTo(
              spec.has(Trait.UNIMPLEMENTED)
                  ? spec.verb() + " is not implemented."
                  : ("Syntax: " + spec.verb() + " <SP> " + spec.syntax())
                      .replaceFirst(" <SP> $", ""));
    }
  }
}
