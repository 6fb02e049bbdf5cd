package io.github.nioftpd;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What tests need of the system beside Java. */
public final class Installed {

  private Installed() {}

  /** Finds a program on the path, or where programs of administrators are. */
  public static Optional<Path> program(String name) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator)),
            Stream.of("/usr/sbin", "/usr/bin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Skips the test for the lack of something, or fails it where the system property {@code
   * external} says that everything is {@code required}.
   *
   * @param what a sentence that names the package to install
   */
  public static void missing(String what) {
    if ("required".equals(System.getProperty("external"))) {
      fail(what);
    }
    Assumptions.abort(what);
  }
}
