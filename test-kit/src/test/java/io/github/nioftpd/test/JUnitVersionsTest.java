package io.github.nioftpd.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.jimfs.Jimfs;
import com.google.common.util.concurrent.internal.InternalFutureFailureAccess;
import io.github.nioftpd.FtpServer;
import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.memory.MemoryFileSystem;
import io.github.nioftpd.fs.mount.Mount;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** The kit in JVMs with other class paths: with other versions of JUnit, and without JUnit. */
class JUnitVersionsTest {

  /** All that a fixture needs at run time. */
  private static final List<Class<?>> NEEDED =
      List.of(
          FtpFixture.class,
          FtpServer.class,
          SlashPath.class,
          MemoryFileSystem.class,
          Mount.class,
          Jimfs.class,
          ImmutableList.class,
          InternalFutureFailureAccess.class,
          Logger.class);

  @ParameterizedTest
  @ValueSource(strings = {"1.10.5", "1.13.4", "6.1.3"})
  void theExtensionWorksWith(String platform) throws Exception {
    Path junit = Path.of("target/junit/junit-platform-console-standalone-" + platform + ".jar");
    assertThat(junit).as("copied by mvn process-test-classes").exists();
    List<String> command = new ArrayList<>(List.of("org.junit.platform.console.ConsoleLauncher"));
    command.addAll(List.of("execute", "--disable-banner", "--details=tree"));
    command.add("--config=junit.jupiter.execution.parallel.enabled=true");
    for (Class<?> tests : ExtensionSamples.class.getDeclaredClasses()) {
      command.add("--select-class=" + tests.getName());
    }
    String output = run(List.of(junit, home(ExtensionSamples.class)), command);
    assertThat(output)
        .contains("5 tests successful", "4 tests failed")
        .contains("Suppressed: FTP dialogue of this test:")
        .contains("#1 > PASS ******\n#1 < 230 ", "#1 > RNFR none\n#1 < 550 ")
        .contains("faults that did not happen: ")
        .contains("an FtpFixture is a parameter of a test, @BeforeEach or @AfterEach method")
        .doesNotContain("is not reached", "FileAlreadyExists");
  }

  @Test
  void aFixtureNeedsNoTestFramework() throws Exception {
    Path alone = Files.createTempDirectory(Path.of("target"), "alone");
    Path main = alone.resolve(FixtureMain.class.getName().replace('.', '/') + ".class");
    Files.createDirectories(main.getParent());
    Files.copy(home(FixtureMain.class).resolve(alone.relativize(main)), main);
    String output = run(List.of(alone), List.of(FixtureMain.class.getName()));
    assertThat(output).contains("plain: 230", "TLS: 234", "disk: 230");
  }

  /** Ten times the figures of an idle machine, so that a busy one passes. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "tls"})
  void startsAreQuick(String kind) throws Exception {
    String output =
        run(List.of(home(FixtureMain.class)), List.of(FixtureMain.class.getName(), kind));
    assertThat(figure("first start: (\\d+) ms CPU", output)).as(output).isLessThan(4_000);
    assertThat(figure("warm start and close: (\\d+)[.]\\d ms", output)).as(output).isLessThan(200);
  }

  private static int figure(String pattern, String output) {
    Matcher matcher = Pattern.compile(pattern).matcher(output);
    assertThat(matcher.find()).as(output).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private static String run(List<Path> more, List<String> arguments) throws Exception {
    List<Path> path = new ArrayList<>(more);
    for (Class<?> type : NEEDED) {
      path.add(home(type));
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp"));
    command.add(path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Path home(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
