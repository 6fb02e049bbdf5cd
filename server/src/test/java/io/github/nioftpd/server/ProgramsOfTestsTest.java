package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests must pass on a machine with only a JDK and Maven. This list names the files that start
 * processes: the JDK's java, {@code sh}, basic POSIX commands, or programs found by {@code
 * Installed}.
 */
final class ProgramsOfTestsTest {

  private static final Pattern START = Pattern.compile("new ProcessBuilder\\(|\\.exec\\(");

  @Test
  void onlyTheseFilesStartProcesses() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."));
        Stream<Path> files = modules.map(m -> m.resolve("src/test")).flatMap(this::sources)) {
      assertThat(files.filter(this::startsProcesses).map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "ActingFileSystemTest.java", // mkfifo, a POSIX command
              "Archives.java",
              "ConfiguredProgramTest.java",
              "CurlFaultsTest.java", // curl, where it is installed
              "Daemon.java",
              "DescriptorLimitTest.java",
              "External.java",
              "FixtureTest.java",
              "FullDiskTest.java",
              "JUnitVersionsTest.java",
              "LauncherTest.java",
              "ListLineTest.java", // mkfifo
              "LoadedClassesTest.java",
              "PackagedProgramIT.java",
              "ProgramTest.java",
              "S3DemoTest.java",
              "Server.java",
              "Slapd.java",
              "SmallFileTest.java", // mkfifo
              "SpecialFilesTest.java", // mkfifo and mknod
              "StoreProcess.java",
              "StoreProgramTest.java",
              "SyncTest.java", // strace, where it is installed
              "UndecodableNamesTest.java");
    }
  }

  private Stream<Path> sources(Path directory) {
    try {
      return Files.isDirectory(directory)
          ? Files.walk(directory).filter(file -> file.toString().endsWith(".java"))
          : Stream.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean startsProcesses(Path file) {
    try {
      return !file.endsWith("ProgramsOfTestsTest.java")
          && START.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
