package io.github.nioftpd.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PermissionRulesTest {

  private static final FileSystem FILES = Jimfs.newFileSystem(Configuration.unix());

  private static final Set<Permission> ALL = Permission.all();

  private static Path path(String path) {
    return FILES.getPath(path);
  }

  private static String letters(Set<Permission> permissions) {
    StringBuilder letters = new StringBuilder();
    for (Permission permission : Permission.values()) {
      if (permissions.contains(permission)) {
        letters.append(permission.letter());
      }
    }
    return letters.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "elr | elr",
        "rle | elr",
        "enter, list, read | elr",
        "enter list,read | elr",
        "read-only | elr",
        "read-only, append, T | elraT",
        "make-directory,change-mode,change-time,write,delete,rename | dfmwMT",
        "all | elradfmwMT",
        "elradfmwMT | elradfmwMT",
        "drop-box | elw",
        "read | r",
        "none | ''",
        "'' | ''",
      })
  void lettersAndWordsAreRead(String text, String letters) {
    assertThat(letters(Permission.parse(text))).isEqualTo(letters);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "elrx", "Read-Only", "read;write", "E", "read-onyl"})
  void anUnknownPermissionIsRefused(String text) {
    assertThatThrownBy(() -> Permission.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("elradfmwMT")
        .hasMessageContaining("make-directory");
  }

  @ParameterizedTest
  @CsvSource({
    "/, elr, elr",
    "/x, elr, elr",
    "/flat, all, all",
    "/flat/x, all, elr",
    "/flat/x/y, elr, elr",
    "/deep, w, w",
    "/deep/x, w, w",
    "/deep/x/y, w, w",
    "/deep/in, r, r",
    "/deep/in/x, r, w",
    "/deep/in/x/y, w, w",
    "/deeper, elr, elr",
    "/flatter/x, elr, elr",
    "/both, l, l",
    "/both/x, l, r",
    "/both/x/y, r, r",
  })
  void theDeepestRuleApplies(String path, String at, String in) {
    PermissionRules permissions =
        PermissionRules.of(Permission.readOnly())
            .override("/both", false, Permission.parse("l"))
            .override("/both", true, Permission.parse("r"))
            .override("/deep/in", false, Permission.parse("r"))
            .override("/deep", true, Permission.parse("w"))
            .override("/flat/", false, ALL);
    assertThat(permissions.at(path(path))).isEqualTo(Permission.parse(at));
    assertThat(permissions.in(path(path))).isEqualTo(Permission.parse(in));
  }

  @Test
  void theRootMayHaveARuleToo() {
    PermissionRules permissions =
        PermissionRules.of(ALL).override("/", false, Permission.parse("el"));
    assertThat(letters(permissions.at(path("/")))).isEqualTo("el");
    assertThat(letters(permissions.in(path("/")))).isEqualTo("el");
    assertThat(letters(permissions.at(path("/x")))).isEqualTo("el");
    assertThat(permissions.in(path("/x"))).isEqualTo(ALL);
    assertThat(permissions.at(path("/x/y"))).isEqualTo(ALL);
    assertThat(permissions.areTiedTo(path("/"))).isTrue();
    assertThat(permissions.areTiedTo(path("/x"))).isFalse();
    PermissionRules deep = PermissionRules.of(ALL).override("//", true, Set.of());
    assertThat(deep.at(path("/x/y/z"))).isEmpty();
  }

  @Test
  void ofTwoRulesForAPathTheLaterOneApplies() {
    PermissionRules permissions =
        PermissionRules.of(ALL)
            .override("/a", true, Permission.parse("r"))
            .override("/a", true, Permission.parse("w"));
    assertThat(letters(permissions.at(path("/a/b")))).isEqualTo("w");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/SECRET/x",
        "/Secret/x",
        "/s\u00e9cret/../SECRET/x",
        "/secret./x",
        "/secret /x",
        "/\uff53ecret/x",
        "/sec\u200bret/x",
        "/se\u017fcret/../\u017fecret/x",
        "/SECRET/x/y/Z"
      })
  void noOtherSpellingBypassesARule(String spelling) {
    PermissionRules permissions =
        PermissionRules.of(Permission.readOnly()).override("/secret", true, Permission.parse("rw"));
    assertThat(letters(permissions.at(path(spelling).normalize())))
        .as("what both grant")
        .isEqualTo("r");
    assertThat(letters(permissions.at(path("/secret/x")))).isEqualTo("rw");
  }

  @Test
  void accentsAreTheSameInBothForms() {
    PermissionRules permissions = PermissionRules.of(ALL).override("/caf\u00e9", true, Set.of());
    assertThat(permissions.at(path("/cafe\u0301/x"))).isEmpty();
    assertThat(permissions.at(path("/CAF\u00c9/x"))).isEmpty();
    assertThat(permissions.at(path("/cafe/x"))).isEqualTo(ALL);
    assertThat(permissions.areTiedTo(path("/CAFE\u0301"))).isTrue();
  }

  @Test
  void directoriesWithRulesCannotBeMoved() {
    PermissionRules permissions = PermissionRules.of(ALL).override("/a/b", false, Set.of());
    for (String path : new String[] {"/", "/a", "/A", "/a/b", "/a/B."}) {
      assertThat(permissions.areTiedTo(path(path))).as(path).isTrue();
    }
    for (String path : new String[] {"/a/b/c", "/ab", "/a/bc", "/b"}) {
      assertThat(permissions.areTiedTo(path(path))).as(path).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a/b", "/a/../b", "/./a", "/a/.."})
  void aRuleNeedsAnAbsolutePath(String directory) {
    assertThatThrownBy(() -> PermissionRules.of(ALL).override(directory, true, Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absolute path");
  }
}
