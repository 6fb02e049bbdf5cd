package io.github.nioftpd.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.PermissionRules;
import io.github.nioftpd.session.Spec;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Directory rules apply to every verb and cannot be bypassed. */
@DisplayName("Permission rules of directories")
final class DirectoryRulesTest {

  private static final String REFUSED = "550 Not enough privileges.";

  private final FileSystem files = TestFtp.memory();

  @BeforeEach
  void fill() throws IOException {
    for (String directory : List.of("/open", "/ruled", "/ruled/sub", "/top/ruled")) {
      Files.createDirectories(files.getPath(directory));
      Files.writeString(files.getPath(directory, "file"), "content");
    }
    Files.writeString(files.getPath("/file"), "content");
  }

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  private TestFtp serve(PermissionRules permissions) throws IOException {
    return TestFtp.start(Account.of("user", files, Permission.all()).permissions(permissions));
  }

  private static PermissionRules nothingIn(String directory, boolean recursive) {
    return PermissionRules.of(Permission.all()).override(directory, recursive, Set.of());
  }

  static Stream<String> verbs() {
    return Verbs.withPath().stream().filter(verb -> needed(verb).isPresent());
  }

  private static Optional<Permission> needed(String verb) {
    return Verbs.spec(verb).access() instanceof Spec.Access.Permitted permitted
        ? Optional.of(permitted.permission())
        : Optional.empty();
  }

  @ParameterizedTest
  @MethodSource("verbs")
  @DisplayName("The rule of the path counts, whatever arguments precede it")
  void everyVerbObeysARule(String verb) throws IOException {
    PermissionRules permissions =
        PermissionRules.of(Set.of(needed(verb).orElseThrow())).override("/ruled", true, Set.of());
    try (TestFtp ftp = serve(permissions);
        RawClient client = ftp.loginBinary()) {
      for (String path :
          List.of("/ruled", "/ruled/file", "ruled/x", "open/../ruled/sub/x", "/ruled/")) {
        String line = Verbs.line(verb, verb.equals("STOU") ? path + "/prefix" : path);
        assertThat(client.command(line)).as(line).isEqualTo(REFUSED);
      }
      assertThat(client.command(Verbs.line(verb, "/open/file"))).isNotEqualTo(REFUSED);
    }
  }

  @ParameterizedTest
  @MethodSource("verbs")
  @DisplayName("A rule can grant what is denied elsewhere")
  void aRuleGrantsEveryVerb(String verb) throws IOException {
    Permission permission = needed(verb).orElseThrow();
    PermissionRules permissions =
        PermissionRules.of(Set.of()).override("/ruled", true, Set.of(permission));
    try (TestFtp ftp = serve(permissions);
        RawClient client = ftp.loginBinary()) {
      assertThat(client.command(Verbs.line(verb, "/ruled/file"))).isNotEqualTo(REFUSED);
      assertThat(client.command(Verbs.line(verb, "/open/file"))).isEqualTo(REFUSED);
      assertThat(client.command(Verbs.line(verb, "/ruled/../file"))).isEqualTo(REFUSED);
    }
  }

  @Test
  void otherArgumentsOfAVerbAreNotPaths() throws IOException {
    try (TestFtp ftp = serve(nothingIn("/ruled", true));
        RawClient client = ftp.loginBinary()) {
      for (String line :
          List.of(
              "LIST -la ruled",
              "NLST -a -l ruled",
              "LIST -R ruled",
              "LIST ruled/*",
              "NLST ruled/f*",
              "LIST ruled/sub/*.x",
              "STAT ruled",
              "STAT ruled/file",
              "STOU ruled/",
              "MDTM 20200101000000 ruled/file",
              "SITE UTIME ruled/file 20200101000000 20200101000000 20200101000000 UTC",
              "SITE CHMOD 0644 ruled/file")) {
        client.say("EPSV").expect(229);
        assertThat(client.command(line)).as(line).isEqualTo(REFUSED);
      }
      client.say("MFMT ruled/file").expect(501);
      client.say("SITE CHMOD ruled/file").expect(501);
    }
  }

  @Test
  void inACoveredDirectoryTheVerbsWithoutAPathAreRefused() throws IOException {
    PermissionRules permissions =
        PermissionRules.of(Permission.all()).override("/ruled", true, Permission.parse("e"));
    try (TestFtp ftp = serve(permissions);
        RawClient client = ftp.loginBinary()) {
      client.say("CWD /ruled/sub").expect(250);
      for (String line : List.of("LIST", "LIST -la", "NLST", "MLSD", "MLST", "STOU", "AVBL")) {
        client.say("EPSV").expect(229);
        assertThat(client.command(line)).as(line).isEqualTo(REFUSED);
      }
      client.say("CDUP").expect(250);
      client.say("CWD ..").expect(250);
      assertThat(new String(client.download("NLST"), UTF_8)).contains("ruled");
    }
  }

  @Test
  void aRecursiveListingSkipsForbiddenDirectories() throws IOException {
    try (TestFtp ftp = serve(nothingIn("/top/ruled", true));
        RawClient client = ftp.loginBinary()) {
      String all = new String(client.download("LIST -R /"), UTF_8);
      assertThat(all).contains("./ruled/sub:").contains("./top:").doesNotContain("top/ruled:");
    }
  }

  @Test
  void aNonRecursiveRuleDoesNotApplyBelow() throws IOException {
    try (TestFtp ftp = serve(nothingIn("/ruled", false));
        RawClient client = ftp.loginBinary()) {
      for (String line : List.of("CWD /ruled", "MLST /ruled/file", "SIZE ruled/file")) {
        assertThat(client.command(line)).as(line).isEqualTo(REFUSED);
      }
      for (String line : List.of("RMD ruled/sub", "RNFR ruled/sub", "MKD ruled/new")) {
        assertThat(client.command(line)).as("an entry of it: " + line).isEqualTo(REFUSED);
      }
      client.say("SIZE ruled/sub/file").expect(213);
      client.say("CWD /ruled/sub").expect(250);
      assertThat(new String(client.download("NLST"), UTF_8)).isEqualTo("file\r\n");
      assertThat(client.command("CDUP")).isEqualTo(REFUSED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/top", "/top/ruled"})
  @DisplayName("A directory cannot be moved away from its rule")
  void aDirectoryWithARuleCannotBeMoved(String directory) throws IOException {
    PermissionRules permissions =
        PermissionRules.of(Permission.all()).override("/top/ruled", true, Permission.all());
    try (TestFtp ftp = serve(permissions);
        RawClient client = ftp.loginBinary()) {
      assertThat(client.command("RNFR " + directory)).isEqualTo(REFUSED);
      client.say("RNTO /elsewhere").expect(503);
      assertThat(client.command("RMD " + directory)).isEqualTo(REFUSED);
      client.say("RNFR /open").expect(350);
      assertThat(client.command("RNTO " + directory)).isEqualTo(REFUSED);
      assertThat(files.getPath("/top/ruled/file")).exists();
      assertThat(files.getPath("/open/file")).exists();
    }
  }

  @Test
  void renamingIntoADirectoryNeedsThePermissionThere() throws IOException {
    PermissionRules permissions =
        PermissionRules.of(Permission.all()).override("/ruled", true, Permission.parse("elrw"));
    try (TestFtp ftp = serve(permissions);
        RawClient client = ftp.loginBinary()) {
      client.say("RNFR file").expect(350);
      assertThat(client.command("RNTO ruled/new")).isEqualTo(REFUSED);
      assertThat(client.command("RNFR ruled/file")).isEqualTo(REFUSED);
      client.say("RNFR file").expect(350);
      client.say("RNTO open/new").expect(250);
    }
  }

  @Test
  void renamePermissionAloneDoesNotReplaceFiles() throws IOException {
    PermissionRules permissions =
        PermissionRules.of(Permission.parse("f")).override("/open", true, Permission.parse("fd"));
    try (TestFtp ftp = serve(permissions);
        RawClient client = ftp.loginBinary()) {
      client.say("RNFR file").expect(350);
      assertThat(client.command("RNTO ruled/file")).isEqualTo(REFUSED);
      client.say("RNFR file").expect(350);
      client.say("RNTO open/file").expect(250);
      client.say("RNFR ruled/file").expect(350);
      client.say("RNTO ruled/file").expect(250);
    }
  }

  @Test
  @DisplayName("A denied directory does not disclose its entries")
  void forbiddenAndAbsentLookAlike() throws IOException {
    try (TestFtp ftp = serve(nothingIn("/ruled", true));
        RawClient client = ftp.loginBinary()) {
      for (String verb : Verbs.withPath()) {
        String absent = client.command(Verbs.line(verb, "ruled/nothing"));
        for (String path : List.of("ruled/file", "ruled/sub", "ruled/sub/no", "ruled/file/x")) {
          assertThat(client.command(Verbs.line(verb, path))).as(verb).isEqualTo(absent);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RULED/file", "Ruled/file", "ruled./file", "ruled /file"})
  @DisplayName("A rule matches names regardless of case and Unicode normalization")
  void noSpellingBypassesARule(String path) throws IOException {
    try (TestFtp ftp = serve(nothingIn("/ruled", true));
        RawClient client = ftp.loginBinary()) {
      for (String verb : Verbs.withPath()) {
        if (needed(verb).isPresent()) {
          String line = Verbs.line(verb, path);
          assertThat(client.command(line)).as(line).isEqualTo(REFUSED);
        }
      }
    }
  }

  @Test
  void theFactPermMatchesThePermissionsOfEachEntry() throws IOException {
    PermissionRules permissions =
        PermissionRules.of(Permission.all())
            .override("/ruled", false, Permission.readOnly())
            .override("/top/ruled", true, Permission.parse("a"));
    try (TestFtp ftp = serve(permissions);
        RawClient client = ftp.loginBinary()) {
      client.say("OPTS MLST perm;").expect(200);
      assertThat(perms(client, "MLSD /"))
          .containsExactlyInAnyOrder(
              "perm=cdeflmp; open", "perm=el; ruled", "perm=celmp; top", "perm=adfrw; file");
      assertThat(perms(client, "MLSD /ruled"))
          .containsExactlyInAnyOrder("perm=celmp; sub", "perm=r; file");
      assertThat(perms(client, "MLSD /ruled/sub")).containsExactly("perm=adfrw; file");
      assertThat(perms(client, "MLSD /top"))
          .containsExactlyInAnyOrder("perm=c; ruled", "perm=adfrw; file2");
      client.say("MLST /").contains(" perm=celmp; /\n");
      client.say("MLST /ruled/sub/file").contains("perm=adfrw;");
    }
  }

  private List<String> perms(RawClient client, String command) throws IOException {
    if (command.endsWith("/top")) {
      Files.writeString(files.getPath("/top/file2"), "");
    }
    return new String(client.download(command), UTF_8).lines().toList();
  }
}
