package io.github.nioftpd;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The libraries of a packaged program. */
public final class Libraries {

  /** Group, artifact, type, optional classifier, version and scope. */
  private static final Pattern DEPENDENCY =
      Pattern.compile(" +[^: ]+:([^: ]+):jar:(?:([^: ]+):)?([^: ]+):(?:compile|runtime)\\b.*");

  private Libraries() {}

  /**
   * Compares the run-time dependencies of the backend modules, as Maven lists them, with the
   * libraries.
   *
   * @param lib the directory of the program's libraries
   * @return the missing libraries, each with the module that needs it
   */
  public static List<String> missing(Path lib) throws IOException {
    List<String> missing = new ArrayList<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."), "fs-*")) {
      for (Path module : modules) {
        for (String line : Files.readAllLines(module.resolve("target/run-time-dependencies"))) {
          Matcher dependency = DEPENDENCY.matcher(line);
          if (dependency.matches() && !Files.exists(lib.resolve(file(dependency)))) {
            missing.add(module.getFileName() + " needs " + file(dependency));
          }
        }
      }
    }
    return missing;
  }

  private static String file(Matcher dependency) {
    String classifier = dependency.group(2) == null ? "" : "-" + dependency.group(2);
    return dependency.group(1) + "-" + dependency.group(3) + classifier + ".jar";
  }
}
