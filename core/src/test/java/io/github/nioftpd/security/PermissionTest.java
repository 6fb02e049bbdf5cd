package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No verb bypasses its permission; missing and forbidden files get the same reply. */
@DisplayName("Permissions of every verb, and what a refusal discloses")
final class PermissionTest {

  private static final String REFUSED = "550 Not enough privileges.";

  /** The permission letter of each verb with a path, repeated here independently of the specs. */
  private static final Map<String, String> LETTERS = new TreeMap<>();

  static {
    LETTERS.put("e", "CWD XCWD");
    LETTERS.put("l", "LIST NLST STAT SIZE MDTM MLST MLSD AVBL");
    LETTERS.put("r", "RETR,SITE CPFR");
    LETTERS.put("a", "APPE");
    LETTERS.put("d", "DELE RMD XRMD");
    LETTERS.put("f", "RNFR RNTO");
    LETTERS.put("m", "MKD XMKD");
    LETTERS.put("w", "STOR,STOU,SITE CPTO");
    LETTERS.put("M", "SITE CHMOD");
    LETTERS.put("T", "MFMT,SITE UTIME");
  }

  private static List<String> verbs(String letter) {
    String list = LETTERS.getOrDefault(letter, "");
    return list.contains("SITE") && !list.contains(",")
        ? List.of(list)
        : List.of(list.split(list.contains(",") ? "," : " "));
  }

  static Stream<Permission> permissions() {
    return Stream.of(Permission.values());
  }

  /** The user name lists the permissions. */
  private static FtpServer.Builder byLetters(FtpServer.Builder builder, FileSystem files) {
    return builder.authenticator(
        credentials ->
            Optional.of(
                Account.of(
                    credentials.user(), files, Permission.parse(credentials.user().substring(1)))));
  }

  private static RawClient login(TestFtp ftp, Set<Permission> permissions) throws IOException {
    StringBuilder letters = new StringBuilder("-");
    permissions.forEach(permission -> letters.append(permission.letter()));
    RawClient client = ftp.connect();
    client.say("USER " + letters).expect(331);
    client.say("PASS x").expect(230);
    client.say("TYPE I").expect(200);
    return client;
  }

  private static FileSystem files() throws IOException {
    FileSystem files = TestFtp.memory();
    Files.createDirectory(files.getPath("/dir"));
    Files.writeString(files.getPath("/file"), "content");
    return files;
  }

  private static List<String> snapshot(FileSystem files) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> all = Files.walk(files.getPath("/"))) {
      for (Path path : (Iterable<Path>) all.sorted()::iterator) {
        lines.add(path + " " + Files.readAttributes(path, "posix:permissions,size,isDirectory"));
        lines.add(String.valueOf(Files.getLastModifiedTime(path)));
      }
    }
    return lines;
  }

  @Test
  @DisplayName("Every verb that names a file is in the permission table")
  void everyVerbThatNamesAFileHasAPermission() {
    List<String> known = LETTERS.keySet().stream().flatMap(l -> verbs(l).stream()).toList();
    assertThat(Verbs.withPath())
        .filteredOn(verb -> !verb.equals("SMNT")) // not implemented
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @ParameterizedTest
  @MethodSource("permissions")
  @DisplayName("All other permissions together do not replace the required one")
  void withoutItsPermissionAVerbDoesNothing(Permission missing) throws IOException {
    FileSystem files = files();
    List<String> before = snapshot(files);
    Set<Permission> others = EnumSet.complementOf(EnumSet.of(missing));
    try (TestFtp ftp = TestFtp.start(files, builder -> byLetters(builder, files));
        RawClient client = login(ftp, others)) {
      for (String verb : verbs(String.valueOf(missing.letter()))) {
        for (String path : List.of("file", "dir", "new", "/", "dir/../file", "/dir/./../new")) {
          String line = Verbs.line(verb, path);
          assertThat(client.command(line)).as(line).isEqualTo(REFUSED);
        }
      }
      if (missing == Permission.ENTER) {
        assertThat(client.command("CDUP")).isEqualTo(REFUSED);
        assertThat(client.command("XCUP")).isEqualTo(REFUSED);
      }
      if (missing == Permission.CHANGE_TIME) {
        assertThat(client.command("MDTM 20200101000000 file")).isEqualTo(REFUSED);
      }
    }
    assertThat(snapshot(files)).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("permissions")
  @DisplayName("The required permission alone is enough")
  void withItsPermissionAloneAVerbIsNotRefused(Permission only) throws IOException {
    FileSystem files = files();
    try (TestFtp ftp = TestFtp.start(files, builder -> byLetters(builder, files));
        RawClient client = login(ftp, EnumSet.of(only))) {
      for (String verb : verbs(String.valueOf(only.letter()))) {
        String line = Verbs.line(verb, "file");
        assertThat(client.command(line)).as(line).isNotEqualTo(REFUSED);
      }
    }
  }

  @Test
  @DisplayName("RNTO does not use the RNFR of another user")
  void renamingNeedsThePermissionOfBothPaths() throws IOException {
    FileSystem files = files();
    try (TestFtp ftp = TestFtp.start(files, builder -> byLetters(builder, files));
        RawClient client = login(ftp, EnumSet.of(Permission.RENAME))) {
      client.say("RNFR file").expect(350);
      client.say("USER -elr").expect(331);
      client.say("PASS x").expect(230);
      assertThat(client.command("RNTO stolen")).isEqualTo(REFUSED);
      assertThat(files.getPath("/file")).exists();
    }
  }

  @Test
  @DisplayName("Before login every verb but a few is 530, all SITE commands included")
  void beforeLoginEveryCommandIsRefused() throws IOException {
    List<String> open =
        List.of(
            "USER", "PASS", "REIN", "QUIT", "SYST", "HELP", "NOOP", "FEAT", "OPTS", "LANG", "HOST",
            "CLNT");
    List<String> unimplemented =
        List.of(
            "SMNT", "AUTH", "ADAT", "CCC", "CONF", "ENC", "MIC", "PBSZ", "PROT", "LPRT", "LPSV");
    FileSystem files = files();
    List<String> before = snapshot(files);
    try (TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.connect()) {
      for (String verb : Verbs.all()) {
        if (!open.contains(verb)) {
          String code = unimplemented.contains(verb) ? "502 " : "530 ";
          assertThat(client.command(verb)).as(verb).startsWith(code);
          assertThat(client.command(verb + " file")).as(verb).startsWith(code);
          assertThat(client.command(Verbs.line(verb, "file"))).as(verb).startsWith(code);
        }
      }
      for (String line : List.of("CPFR /etc/passwd", "CPTO /x", "EXEC id", "WHO", "RMDIR /", "")) {
        client.say("SITE " + line).expect(530);
      }
    }
    assertThat(snapshot(files)).isEqualTo(before);
  }

  @Test
  @DisplayName("A user without list permission cannot find out which files exist")
  void forbiddenAndAbsentLookAlike() throws IOException {
    FileSystem files = files();
    try (TestFtp ftp = TestFtp.start(files, builder -> byLetters(builder, files));
        RawClient client = login(ftp, Set.of())) {
      for (String verb : Verbs.withPath()) {
        String absent = client.command(Verbs.line(verb, "nothing"));
        for (String path : List.of("file", "dir", "dir/nothing", "file/nothing")) {
          assertThat(client.command(Verbs.line(verb, path))).as(verb).isEqualTo(absent);
        }
      }
    }
  }
}
