package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.CountingFileSystem;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.PermissionRules;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command acts on the path whose permission was checked, in every working directory. */
@DisplayName("The permitted path is the path that a command acts on")
final class PermittedPathTest {
  private static final List<String> COMMANDS =
      List.of(
          "DELE ",
          "RMD ",
          "MKD ",
          "RNFR ",
          "RNTO ",
          "STOR ",
          "APPE ",
          "STOU ",
          "RETR ",
          "SIZE ",
          "MFMT 20200101000000 ",
          "MDTM 20200101000000 ",
          "SITE UTIME 20200101000000 ",
          "MDTM ",
          "SITE UTIME 202001010000 ",
          "SITE CPFR ",
          "SITE CPTO ",
          "LIST ",
          "LIST -b ",
          "NLST -R ",
          "SITE CHMOD 600 ");
  private static final List<String> DIRECTORIES =
      List.of("", "/", "/open", "/open/d", "/closed", "/closed/d", "d", "..", ".", "../closed");
  private static final List<String> NAMES =
      List.of(
          "f",
          "g",
          "d",
          "new",
          "-b f",
          "20200101000000 f",
          "f 20200101000000",
          "*",
          "",
          "..",
          "f 20200101000000 20200101000000 20200101000000 UTC");

  private final FileSystem memory = TestFtp.memory();
  private final CountingFileSystem files = new CountingFileSystem(memory);
  private final List<Path> opened = new CopyOnWriteArrayList<>();

  @BeforeEach
  void fill() throws IOException {
    for (String directory : List.of("/open/d", "/closed/d")) {
      Files.createDirectories(memory.getPath(directory));
      for (String name : List.of("f", "../f", "../g", "../20200101000000 f", "../-b f")) {
        Files.writeString(memory.getPath(directory).resolve(name), directory);
      }
    }
    files.whenAsked(
        (question, path) -> {
          if (question.equals("open")) {
            opened.add(path);
          }
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void nothingIsChangedOrReadOutsideThePermittedDirectory(long seed) throws IOException {
    PermissionRules rules =
        PermissionRules.of(Set.of(Permission.ENTER, Permission.LIST))
            .override("/open", true, Permission.all());
    Map<String, String> before = closed();
    List<String> lines = new ArrayList<>();
    try (TestFtp ftp =
            TestFtp.start(Account.of("user", files, Permission.all()).permissions(rules));
        RawClient client = ftp.loginBinary()) {
      Random random = new Random(seed);
      for (int i = 0; i < 1_000; i++) {
        String line = line(random);
        lines.add(line + " -> " + run(client, line));
      }
    }
    assertThat(closed()).as("after %s", lines).isEqualTo(before);
    assertThat(opened).isNotEmpty().allMatch(path -> path.startsWith("/open"));
    assertThat(lines).as("some succeed").anyMatch(line -> line.startsWith("DELE") && is(line, 250));
    assertThat(lines).anyMatch(line -> line.startsWith("MFMT") && is(line, 213));
  }

  private static boolean is(String line, int code) {
    return line.contains(" -> " + code);
  }

  private static String line(Random random) {
    if (random.nextInt(4) == 0) {
      return "CWD " + any(random, DIRECTORIES);
    }
    String directory = any(random, DIRECTORIES);
    String name = any(random, NAMES);
    return any(random, COMMANDS) + directory + (directory.isEmpty() ? "" : "/") + name;
  }

  private static String any(Random random, List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  /** The final reply to a command; a transfer carries no data. */
  private static String run(RawClient client, String line) throws IOException {
    if (!line.matches("(STOR|APPE|STOU|RETR|LIST|NLST) .*")) {
      return client.command(line);
    }
    String reply;
    try (Socket data = client.passive()) {
      reply = client.command(line);
      data.shutdownOutput();
      if (reply.startsWith("150")) {
        data.getInputStream().readAllBytes();
      }
    }
    return reply.startsWith("150") ? client.reply() : reply;
  }

  /** Everything outside the permitted directory. */
  private Map<String, String> closed() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> all = Files.walk(memory.getPath("/"))) {
      for (Path path : (Iterable<Path>) all::iterator) {
        if (!path.startsWith("/open") && path.getNameCount() > 0) {
          String content = Files.isDirectory(path) ? "" : Files.readString(path);
          found.put(path.toString(), Files.getLastModifiedTime(path) + content);
        }
      }
    }
    return found;
  }
}
