package io.github.nioftpd.server.config.binding;

import io.github.nioftpd.fs.SmallFile;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.FaultSection;
import io.github.nioftpd.server.config.FaultsSection.FaultsFile;
import io.github.nioftpd.server.config.FileErrors;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads configuration files. */
public final class ConfigurationFile {

  private ConfigurationFile() {}

  /**
   * Reads a file.
   *
   * @param file a file of YAML; paths in it are relative to its directory
   * @return what it says, with the defaults for what it does not say
   * @throws WrongConfigurationException when it cannot be read, or has mistakes, with all of them
   */
  public static Configuration load(Path file) throws WrongConfigurationException {
    return read(file, text(file));
  }

  /**
   * Reads a file and looks for more mistakes than those that can be seen in the file alone.
   *
   * @param file a file of YAML; paths in it are relative to its directory
   * @param more notes further mistakes and warnings
   * @return the warnings, a line for each
   * @throws WrongConfigurationException when it cannot be read, or has mistakes, with all of them
   *     and the warnings
   */
  public static List<String> check(Path file, BiConsumer<Configuration, Problems> more)
      throws WrongConfigurationException {
    Problems problems = new Problems();
    read(file, text(file), problems, more);
    return problems.warnings().stream()
        .sorted(Comparator.comparingInt(Problem::line))
        .map(warning -> warning.in(file.toString()))
        .toList();
  }

  /** Reads a file of faults. */
  public static List<FaultSection> faults(Path file) throws WrongConfigurationException {
    Problems problems = new Problems();
    Optional<FaultsFile> faults = bind(FaultsFile.class, file, text(file), problems);
    faults.ifPresent(all -> FaultChecks.rules("rules", all.rules(), problems));
    refuse(file, problems);
    return faults.orElseThrow().rules();
  }

  /** The configuration of an empty file. */
  public static Configuration defaults() {
    Problems problems = new Problems();
    Path here = Path.of("").toAbsolutePath();
    return new Binder(here, problems, Configuration.class)
        .section(Configuration.class, null, "")
        .orElseThrow();
  }

  private static String text(Path file) throws WrongConfigurationException {
    try {
      return SmallFile.text(file);
    } catch (CharacterCodingException e) {
      throw wrong(file, 0, "is not UTF-8");
    } catch (IOException e) {
      throw wrong(file, 0, FileErrors.reason(e));
    }
  }

  /** Reads a text as the file of a name. */
  static Configuration read(Path file, String text) throws WrongConfigurationException {
    return read(file, text, new Problems(), (configuration, problems) -> {});
  }

  private static Configuration read(
      Path file, String text, Problems problems, BiConsumer<Configuration, Problems> more)
      throws WrongConfigurationException {
    Optional<Configuration> configuration = bind(Configuration.class, file, text, problems);
    configuration.ifPresent(whole -> Checks.check(whole, problems));
    configuration.ifPresent(whole -> Checks.checkTls(whole, problems));
    configuration.ifPresent(whole -> FaultChecks.checkFile(whole, problems));
    configuration.ifPresent(whole -> more.accept(whole, problems));
    refuse(file, problems);
    return configuration.orElseThrow();
  }

  private static <T extends Record> Optional<T> bind(
      Class<T> type, Path file, String text, Problems problems) throws WrongConfigurationException {
    Optional<Node> root = compose(file, text);
    Path base = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    @Nullable Node node = root.orElse(null);
    return new Binder(base, problems, type).section(type, node, "");
  }

  private static void refuse(Path file, Problems problems) throws WrongConfigurationException {
    if (!problems.found().isEmpty()) {
      List<Problem> all = new ArrayList<>(problems.found());
      all.addAll(problems.warnings());
      throw new WrongConfigurationException(file, all);
    }
  }

  private static Optional<Node> compose(Path file, String text) throws WrongConfigurationException {
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setAllowNonScalarKeys(true).build();
    try {
      Optional<Problem> tooMuch = YamlBounds.problem(settings, text);
      if (tooMuch.isPresent()) {
        throw new WrongConfigurationException(file, List.of(tooMuch.get()));
      }
      return new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      String where = mark.map(at -> " (column " + (at.getColumn() + 1) + ")").orElse("");
      int line = mark.map(at -> at.getLine() + 1).orElse(0);
      throw wrong(file, line, "invalid YAML: " + e.getProblem() + where);
    } catch (YamlEngineException e) {
      throw wrong(file, 0, "invalid YAML: " + e.getMessage());
    }
  }

  private static WrongConfigurationException wrong(Path file, int line, String text) {
    return new WrongConfigurationException(
        file, List.of(new Problem(line, "", text.replaceAll("\\s*\\R\\s*", " "))));
  }
}
