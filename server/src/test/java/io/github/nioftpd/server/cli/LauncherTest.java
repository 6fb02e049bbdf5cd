package io.github.nioftpd.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

/** The launcher in a tree without a build, with a fake Maven. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
final class LauncherTest {

  private static final Path ROOT = Path.of("..");

  @TempDir private Path home;
  private String java = System.getProperty("java.home");

  /** Exit code and output of a launcher. */
  private record Ended(int code, String out, String errors) {}

  @BeforeEach
  void copy() throws IOException {
    Files.copy(ROOT.resolve("nioftpd"), home.resolve("nioftpd"));
    Files.copy(ROOT.resolve("pom.xml"), home.resolve("pom.xml"));
    Files.createDirectories(home.resolve("docs"));
    Files.copy(ROOT.resolve("docs/help.txt"), home.resolve("docs/help.txt"));
    Files.createDirectories(home.resolve("server"));
  }

  private void maven(String script) throws IOException {
    Path maven = Files.createDirectories(home.resolve("bin")).resolve("mvn");
    Files.writeString(maven, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
  }

  private Ended launch(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", home.resolve("nioftpd").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
    builder.environment().put("NIOFTPD_JAVA_HOME", java);
    Path errors = home.resolve("errors");
    Process process = builder.redirectError(errors.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes());
    return new Ended(process.waitFor(), out, Files.readString(errors));
  }

  @Test
  void theHelpMatchesTheProgram() throws IOException {
    String usage = Commands.commandLine().getUsageMessage(Ansi.OFF);
    assertThat(Files.readString(ROOT.resolve("docs/help.txt")))
        .as("update it with: ./nioftpd serve --help > docs/help.txt")
        .isEqualTo(usage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help", "--version", "-V"})
  void helpAndVersionNeedNoBuild(String argument) throws Exception {
    maven("echo built >&2; exit 1");
    Ended ended = launch(argument);
    assertThat(ended.code()).isZero();
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.out())
        .containsPattern(
            argument.toLowerCase(Locale.ROOT).contains("v") ? "^nioftpd [0-9]" : "--interface");
  }

  @Test
  void theReasonOfAFailedBuildIsShown() throws Exception {
    maven(
        """
        echo '[INFO] Scanning for projects...'
        echo '[ERROR] COMPILATION ERROR :'
        echo '[ERROR] Failed to execute goal x:y on project nioftpd-core: no compiler -> [Help 1]'
        echo '[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.'
        echo '[ERROR] [Help 1] http://example.org/'
        exit 1
        """);
    Ended ended = launch("memory:");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.errors())
        .contains("on project nioftpd-core: no compiler\n", "nioftpd: the build failed")
        .doesNotContain("Help 1", "re-run", "Central");
  }

  @Test
  void aBuildWithoutANetworkIsReported() throws Exception {
    maven(
        """
        echo '[ERROR] Plugin a:b could not be resolved: Could not transfer artifact a:b:pom:1' \
          'from/to central (https://repo/): repo: Unknown host repo -> [Help 1]'
        exit 1
        """);
    assertThat(launch("memory:").errors())
        .contains("Unknown host repo\n", "Maven Central cannot be reached");
  }

  @Test
  void downloadsAreCounted() throws Exception {
    maven(
        """
        echo 'Downloaded from central: https://repo/a.jar (1.5 MB at 3 MB/s)'
        echo 'Downloaded from central: https://repo/b.pom (500 kB at 3 MB/s)'
        echo '[INFO] Building nioftpd-core 1.0 [2/7]'
        sleep 3
        exit 1
        """);
    assertThat(launch("memory:").errors()).contains("2 files (2.0 MB) downloaded, nioftpd-core");
  }

  /** With a fake java that writes the class archive and serves only "memory:". */
  @Test
  void onlySuccessfulRunsKeepAClassArchive() throws Exception {
    Files.delete(home.resolve("pom.xml")); // like an installation without sources
    Path target = Files.createDirectories(home.resolve("server/target"));
    Files.createFile(target.resolve("nioftpd-server-1.jar"));
    Files.setLastModifiedTime(Files.createFile(target.resolve("built")), FileTime.fromMillis(0));
    Path program = Files.createDirectories(home.resolve("java/bin")).resolve("java");
    Files.writeString(home.resolve("java/release"), "JAVA_VERSION=\"25\"\n");
    Files.writeString(
        program,
        """
        #!/bin/sh
        for word do
          case $word in
            -XX:+AutoCreateSharedArchive) create=yes ;;
            -XX:SharedArchiveFile=*) archive=${word#*=} ;;
            -Dnioftpd.served=*) served=${word#*=} ;;
            memory:) : > "$served" ;;
          esac
        done
        [ -z "$create" ] || : > "$archive"
        """);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    java = home.resolve("java").toString();
    Path archive = target.resolve("nioftpd-25.jsa");
    launch("password");
    assertThat(archive).doesNotExist();
    launch("/nothere");
    launch("password");
    assertThat(archive).as("after a run that failed").doesNotExist();
    launch("memory:");
    launch("password");
    assertThat(archive).as("after a run that served").exists();
    launch("/nothere");
    launch("password");
    assertThat(archive).as("after a later run that failed").exists();
  }
}
