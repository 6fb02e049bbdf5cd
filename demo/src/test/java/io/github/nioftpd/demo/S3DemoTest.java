package io.github.nioftpd.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a separate process, as a user runs it. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class S3DemoTest {

  private static final Pattern SERVED =
      Pattern.compile(".* is served at ftp://127\\.0\\.0\\.1:(\\d+)/.*");

  @TempDir private Path temporary;

  private final List<Process> processes = new ArrayList<>();
  private final FTPClient client = new FTPClient();

  @AfterEach
  void end() throws IOException {
    client.disconnect();
    processes.forEach(Process::destroyForcibly);
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.redirectError(temporary.resolve("log").toFile()).start();
    processes.add(process);
    return process;
  }

  private String log() throws IOException {
    return Files.readString(temporary.resolve("log"));
  }

  private int port(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher matcher = SERVED.matcher(line);
      if (matcher.matches()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    throw new AssertionError("the demo did not start; its output:\n" + log());
  }

  private void login(int port) throws IOException {
    client.setControlEncoding(UTF_8);
    client.connect("127.0.0.1", port);
    assertThat(client.login("anonymous", "me@example.org")).isTrue();
    client.enterLocalPassiveMode();
    client.setFileType(FTP.BINARY_FILE_TYPE);
  }

  private String read(String path) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    assertThat(client.retrieveFile(path, content))
        .as("%s: %s", path, client.getReplyString())
        .isTrue();
    return content.toString(UTF_8);
  }

  private Stream<String> names(String path) throws IOException {
    return Arrays.stream(client.mlistDir(path)).map(FTPFile::getName);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aBucketIsServedAndRemovedAtTheEnd() throws Exception {
    Process process = start("demo", "s3", "--port", "0");
    try (BufferedReader output = process.inputReader()) {
      login(port(output));
      assertThat(names("/"))
          .containsExactlyInAnyOrder("README.txt", "inbox", "notes", "numbers.txt", "pictures");
      assertThat(names("/inbox")).isEmpty();
      assertThat(read("/README.txt")).startsWith("This is an object in a bucket");
      assertThat(client.storeFile("/inbox/a", new ByteArrayInputStream("hello".getBytes(UTF_8))))
          .isTrue();
      assertThat(client.rename("/pictures", "/photos")).as(client.getReplyString()).isTrue();
      assertThat(read("/inbox/a")).isEqualTo("hello");
      assertThat(read("/photos/2026/november/hills.svg")).startsWith("<svg");
      assertThat(names("/")).doesNotContain("pictures");
      assertThat(secret()).hasSize(40);
      assertThat(log()).doesNotContain(secret());
      process.toHandle().destroy();
      assertThat(output.lines()).anyMatch(line -> line.contains("--aws-sigv4"));
    }
    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(names()).containsExactly("log");
  }

  private String secret() throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      return Files.readString(
          files.filter(file -> file.endsWith("secret")).findFirst().orElseThrow());
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void aWrongOptionLeavesNoBucket() throws Exception {
    Process process = start("s3", "--colour");
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(log()).contains("--colour").hasLineCount(1);
    assertThat(names()).containsExactly("log");
  }

  @Test
  void withoutANameItListsTheDemos() throws Exception {
    Process process = start("demo");
    assertThat(process.inputReader().lines()).anyMatch(line -> line.startsWith("  s3 "));
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void anUnknownDemoExitsWith2() throws Exception {
    Process process = start("demo", "tape");
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(log()).contains("tape").hasLineCount(1);
  }
}
