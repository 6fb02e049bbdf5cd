package io.github.nioftpd.fs.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.security.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** FTP clients cannot see or change anything outside the root, or learn about it. */
@DisplayName("Path traversal, links out of the root, what a refusal discloses")
@DisabledOnOs(OS.WINDOWS)
class WireConfinementTest {

  private static final String CANARY = "canary-that-never-sings";

  private static final List<String> PIECES =
      List.of(
          "..",
          "..",
          "..",
          ".",
          "...",
          "\\",
          "..\\",
          "%2e%2e",
          "\u2024\u2024",
          "\uff0e\uff0e",
          "~",
          "~root",
          "C:",
          "aux",
          "",
          "dir",
          "root",
          "outside",
          "root-beside",
          "etc",
          "passwd",
          "..;",
          CANARY,
          "file",
          "x".repeat(255),
          "x".repeat(256),
          "proc",
          "self",
          "up");

  private static final String VERBS =
      "CWD,LIST,NLST,MLSD,MLST,STAT,SIZE,MDTM,RETR,STOR,APPE,STOU,DELE,RMD,MKD,RNFR,"
          + "RNTO,MFMT 20200101000000,SITE CHMOD 700,SITE UTIME 20200101000000";

  private static final String ITSELF =
      "CWD @,RETR @,APPE @,SIZE @,MDTM @,MFMT 20200101000000 @,MLSD @,SITE CHMOD 777 @,"
          + "SITE UTIME 20200101000000 @,RMD @,MKD @";

  private static final String BELOW =
      "CWD @/sub,RETR @/file,STOR @/new,APPE @/file,STOU @/u,SIZE @/file,MDTM @/file,"
          + "MFMT 20200101000000 @/file,SITE CHMOD 777 @/file,DELE @/file,RMD @/sub,"
          + "MKD @/new,RNFR @/file,MLSD @/sub,MLST @/file,STAT @/file,LIST @/*,NLST @/f*,"
          + "LIST @/sub,NLST @/sub";

  @TempDir Path temporary;
  private Path root;

  @BeforeEach
  void makeTrees() throws IOException {
    root = Files.createDirectory(temporary.resolve("root")).toRealPath();
    Files.createDirectory(root.resolve("dir"));
    Files.writeString(root.resolve("dir/file"), "mine");
    for (String beside : List.of("outside", "root-beside")) {
      Path directory = Files.createDirectory(temporary.resolve(beside));
      Files.writeString(directory.resolve(CANARY), CANARY);
      Files.writeString(directory.resolve("file"), CANARY);
      Files.createDirectory(directory.resolve("sub"));
    }
    Files.writeString(temporary.resolve(CANARY), CANARY);
    link("absolute-file", temporary.resolve("outside/file").toString());
    link("absolute-dir", temporary.resolve("outside").toString());
    link("relative-file", "../outside/file");
    link("relative-dir", "../outside");
    link("dir/up", "../../outside");
    link("chain-file", "relative-file");
    link("chain-dir", "absolute-dir");
    link("beside", "../root-beside");
    link("loop", "loop-back");
    link("loop-back", "loop");
    link("self", "self");
    link("top", "/");
    link("absent-absolute", temporary.resolve("outside/absent").toString());
    link("absent-relative", "../outside/absent");
    link("inside", "dir");
    link("circle", ".");
  }

  @AfterEach
  void removeLinkToTheTop() throws IOException {
    Files.deleteIfExists(root.resolve("top"));
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(root.resolve(name), Path.of(target));
  }

  static Stream<Arguments> confinements() {
    return SymlinkPolicyTest.confinements();
  }

  @ParameterizedTest
  @DisplayName("Random paths with every verb")
  @MethodSource("confinements")
  void noPathLeadsOut(ConfinementKind kind, Symlinks policy, boolean atomic) throws IOException {
    Map<String, String> before = HostTrees.snapshot(temporary, root);
    Random random = new Random(11);
    String[] verbs = VERBS.split(",");
    try (LocalFileSystem files = LocalFileSystemTest.open(root, kind, policy, atomic);
        TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.loginBinary()) {
      for (int i = 0; i < 800; i++) {
        String line = verbs[random.nextInt(verbs.length)] + " " + path(random);
        String reply = client.command(line);
        assertThat(reply).as(line).matches("(?s)(2|350|425|5).*");
        assertThat(reply).as(line).doesNotContain(temporary.toString());
      }
    }
    assertThat(HostTrees.snapshot(temporary, root)).isEqualTo(before);
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder(random.nextInt(3) == 0 ? "/" : "");
    int length = 1 + random.nextInt(7);
    for (int i = 0; i < length; i++) {
      path.append(i == 0 ? "" : "/").append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return path.toString();
  }

  private static final List<String> TO_FILES =
      List.of("absolute-file", "relative-file", "chain-file");
  private static final List<String> TO_DIRECTORIES =
      List.of("absolute-dir", "relative-dir", "chain-dir", "dir/up", "beside");
  private static final List<String> NOWHERE =
      List.of("absent-absolute", "absent-relative", "loop", "self");

  @ParameterizedTest
  @DisplayName("Links out of the root with every verb, as file and as directory")
  @MethodSource("confinements")
  void noLinkLeadsOut(ConfinementKind kind, Symlinks policy, boolean atomic) throws Exception {
    Map<String, String> before = HostTrees.snapshot(temporary, root);
    try (LocalFileSystem files = LocalFileSystemTest.open(root, kind, policy, atomic);
        TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.loginBinary()) {
      for (List<String> some : List.of(TO_FILES, TO_DIRECTORIES, NOWHERE)) {
        for (String link : some) {
          refusesAll(client, link, atomic);
        }
      }
      client.say("CWD /").expect(250);
      for (String line : List.of("LIST", "LIST -R", "MLSD", "NLST -R")) {
        assertThat(new String(client.download(line), UTF_8)).doesNotContain(CANARY);
      }
      assertThat(client.command("STAT /")).doesNotContain(CANARY);
    }
    assertThat(HostTrees.snapshot(temporary, root)).isEqualTo(before);
  }

  private void refusesAll(RawClient client, String link, boolean atomic) throws Exception {
    client.passivePort(); // an upload without a data connection would be refused anyway
    for (String lines : List.of(ITSELF, BELOW)) {
      for (String line : lines.split(",")) {
        Duration time =
            Patience.processorTime(
                () -> {
                  String reply = client.command(line.replace("@", link));
                  assertThat(reply).as(line + " " + link).matches("5\\d\\d .*");
                  assertThat(reply).doesNotContain(temporary.toString());
                });
        assertThat(time).as(line).isLessThan(Duration.ofSeconds(3));
      }
    }
    renamesNothingThrough(client, link);
    if (!atomic) {
      assertThat(client.command("STOR " + link)).as(link).matches("5\\d\\d .*");
    }
  }

  private static void renamesNothingThrough(RawClient client, String link) throws IOException {
    client.say("RNFR dir/file").expect(350);
    assertThat(client.command("RNTO " + link + "/moved")).as(link).matches("5\\d\\d .*");
    client.say("CWD /").expect(250);
  }

  @ParameterizedTest
  @DisplayName("A link to a file outside the root and a link to nothing look alike")
  @MethodSource("confinements")
  void aRefusalDoesNotRevealWhetherAnOutsideFileExists(
      ConfinementKind kind, Symlinks policy, boolean atomic) throws IOException {
    List<String> verbs =
        List.of("CWD", "RETR", "APPE", "SIZE", "MDTM", "MLSD", "SITE CHMOD 777", "RMD");
    try (LocalFileSystem files = LocalFileSystemTest.open(root, kind, policy, atomic);
        TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.loginBinary()) {
      for (String verb : verbs) {
        String absent = client.command(verb + " absent-absolute");
        for (String link : List.of("absent-relative", "absolute-file", "relative-file")) {
          assertThat(client.command(verb + " " + link)).as(verb + " " + link).isEqualTo(absent);
        }
        String below = client.command(verb + " relative-dir/nothing");
        assertThat(client.command(verb + " relative-dir/file")).as(verb).isEqualTo(below);
        assertThat(client.command(verb + " absolute-dir/sub")).as(verb).isEqualTo(below);
      }
    }
  }

  @Test
  @DisplayName("A recursive listing of a deep tree with circular links ends")
  void aDeepTreeWithCircularLinksIsListed() throws Exception {
    Path deep = root;
    for (int i = 0; i < 400; i++) {
      deep = deep.resolve("d");
      Files.createDirectory(deep);
      Files.createSymbolicLink(deep.resolve("back"), Path.of(".."));
    }
    try (LocalFileSystem files = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, false);
        TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.login()) {
      String listing = new String(client.download("LIST -R"), UTF_8);
      assertThat(listing.lines().filter(line -> line.startsWith("./"))).hasSize(401);
      assertThat(client.command("CWD " + "circle/".repeat(500))).matches("(250|550) .*");
      assertThat(client.command("CWD " + "circle/d/back/".repeat(280))).matches("(250|550) .*");
    }
  }
}
