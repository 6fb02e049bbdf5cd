package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import java.io.BufferedReader;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A start with options loads no library that only a configuration file, TLS or faults need. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisabledOnOs(OS.WINDOWS)
final class LoadedClassesTest {

  private static final Pattern STARTED = Pattern.compile(".*FTP server on 127.0.0.1:([0-9]+),.*");
  private static final List<String> LIBRARIES =
      List.of(
          "io.github.nioftpd.test.",
          "org.snakeyaml.",
          "org.bouncycastle.",
          "com.sun.jna.",
          "org.h2.",
          "com.password4j.Abstract",
          "com.google.gson.",
          "software.amazon.",
          "org.apache.commons.vfs2.");

  @Test
  void optionsNeedNoLibraryOfAFile(@TempDir Path directory) throws Exception {
    Path classes = directory.resolve("classes");
    List<String> command =
        ProgramTest.command(
            directory.toString(),
            "-w",
            "-u",
            "bob",
            "-P",
            "secret",
            "-p",
            "0",
            "--mount=/m=memory:");
    command.add(1, "-Xlog:class+load:file=" + classes);
    Process process = new ProcessBuilder(command).start();
    try (BufferedReader errors = process.errorReader();
        RawClient client = new RawClient(new InetSocketAddress("127.0.0.1", port(errors)))) {
      client.reply();
      client.command("USER bob");
      client.say("PASS secret").expect(230);
      client.upload("STOR file", new byte[10]);
    } finally {
      process.toHandle().destroy();
      process.waitFor();
    }
    List<String> loaded = Files.readAllLines(classes);
    assertThat(loaded)
        .anyMatch(line -> line.contains("io.github.nioftpd.server.cli.ServeOptions "));
    assertThat(loaded)
        .noneMatch(line -> LIBRARIES.stream().anyMatch(name -> line.contains("] " + name)));
  }

  private static int port(BufferedReader errors) throws Exception {
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      Matcher started = STARTED.matcher(line);
      if (started.matches()) {
        return Integer.parseInt(started.group(1));
      }
    }
    throw new AssertionError("the program has not started");
  }
}
