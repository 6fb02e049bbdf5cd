package io.github.nioftpd.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every argument resolves to an absolute, normalized path of the file system. */
@DisplayName("Path traversal")
final class PathResolutionTest {

  private static final List<String> VERBS =
      List.of(
          "CWD",
          "LIST",
          "NLST",
          "MLSD",
          "MLST",
          "STAT",
          "SIZE",
          "MDTM",
          "RETR",
          "STOR",
          "APPE",
          "STOU",
          "DELE",
          "RMD",
          "MKD",
          "RNFR",
          "RNTO",
          "MFMT 20200101000000",
          "SITE CHMOD 700",
          "SITE CPFR",
          "SITE CPTO",
          "SITE UTIME 20200101000000",
          "XCWD",
          "XMKD",
          "XRMD",
          "LIST -a");

  private static final List<String> PIECES =
      List.of(
          "..",
          "..",
          "..",
          ".",
          "...",
          "....",
          "\\",
          "..\\",
          "%2e%2e",
          "%2e",
          "%5c",
          "%00",
          "\u2024",
          "\u2024\u2024",
          "\uff0e\uff0e",
          "\u2215",
          "C:",
          "C:\\",
          "aux",
          "con",
          "nul",
          "~",
          "~root",
          "a",
          "b",
          "",
          " ",
          ".. ",
          " ..",
          "..;",
          "x".repeat(255),
          "\u202e",
          "e\u0301",
          "-R",
          "*");

  private static String random(Random random) {
    StringBuilder path = new StringBuilder();
    int length = 1 + random.nextInt(12);
    for (int i = 0; i < length; i++) {
      if (i > 0 || random.nextInt(3) == 0) {
        path.append(random.nextInt(12) == 0 ? "//" : "/");
      }
      path.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return path.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/work"})
  void everyArgumentResolvesToAnAbsoluteNormalPath(String workingDirectory) throws IOException {
    Random random = new Random(11);
    Configuration unix =
        Configuration.unix().toBuilder().setWorkingDirectory(workingDirectory).build();
    try (FileSystem files = Jimfs.newFileSystem(unix)) {
      Session session = session(files);
      for (int i = 0; i < 20_000; i++) {
        String text = random(random);
        try {
          Path path = session.resolve(text);
          assertThat(isNormal(path, files)).as(text).isTrue();
          if (random.nextInt(10) == 0) {
            session.enter(path);
          }
        } catch (InvalidPathException e) {
          assertThat(text).isNotEmpty(); // 553
        }
      }
    }
  }

  private static boolean isNormal(Path path, FileSystem files) {
    for (Path name : path) {
      if (List.of("..", ".", "").contains(name.toString())) {
        return false;
      }
    }
    return path.isAbsolute() && path.getFileSystem() == files;
  }

  private static Session session(FileSystem files) {
    return TestSession.of(files);
  }

  @Test
  void everyVerbAnswersEveryPathCleanly() throws IOException {
    Random random = new Random(12);
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      Files.createDirectories(ftp.path("/a/b/a/b"));
      client.say("TYPE I").expect(200);
      for (int i = 0; i < 3_000; i++) {
        String line = VERBS.get(random.nextInt(VERBS.size())) + " " + random(random);
        String reply = client.command(line);
        assertThat(reply).as(line).matches("(?s)(2|350|425|5)\\d*[ -].*");
        if (i % 10 == 0) {
          assertThat(client.command("PWD")).matches("257 \"/.*\" is the current directory\\.");
        }
      }
    }
  }

  @Test
  void theRootIsItsOwnParent() throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      for (String line : List.of("CDUP", "CWD ..", "CWD /../../..", "CWD ../../a/../..")) {
        client.say(line).expect("250 \"/\"");
      }
      for (String line : List.of("RMD /", "RNFR /", "DELE ..", "RMD ../..", "RNFR a/../..")) {
        client.say(line).expect(550);
      }
    }
  }
}
