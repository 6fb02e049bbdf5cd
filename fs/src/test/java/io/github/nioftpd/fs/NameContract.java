package io.github.nioftpd.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of the {@link FileSystemContract} about names and the paths made of them. */
interface NameContract extends ContractFixture {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a  b",
        "-",
        "-l",
        "--",
        ";",
        "a;b=c",
        "=",
        "'",
        "\"",
        "$HOME",
        "%2e%2e",
        "~",
        "#",
        "&",
        "+",
        "...",
        ".a",
        "a.",
        "\u00e9",
        "e\u0301",
        "\u65e5\u672c\u8a9e",
        "\ud83d\ude00",
        "[a]",
        "{a,b}",
        "*",
        "?",
        "a:b",
        "!",
        "a\tb",
        "\u2024\u2024",
        "\u202etxt",
        "nul",
        "aux"
      })
  default void aNameIsKeptAsItIs(String name) throws IOException {
    assertNameIsKept(name);
  }

  /** STOR, MKD, RNTO, DELE and RMD of a name. */
  default void assertNameIsKept(String name) throws IOException {
    Path file = path("/").resolve(name);
    Files.writeString(file, "x");
    assertThat(names(path("/"))).containsExactly(name);
    assertThat(content(file)).isEqualTo("x");
    Files.move(file, path("/plain"));
    Path directory = Files.createDirectory(path("/").resolve(name));
    Files.move(path("/plain"), directory.resolve(name));
    assertThat(names(directory)).containsExactly(name);
    Files.delete(directory.resolve(name));
    Files.delete(directory);
    assertThat(names(path("/"))).isEmpty();
  }

  @Test
  default void spacesAroundANameAreKept() throws IOException {
    assertSpacesAreKept();
  }

  /** STOR of names that begin or end with a space, and of the name that is one space. */
  default void assertSpacesAreKept() throws IOException {
    file("/ a", "1");
    file("/a ", "2");
    file("/ ", "3");
    assertThat(names(path("/"))).containsExactly(" ", " a", "a ");
    assertThat(content(path("/ "))).isEqualTo("3");
  }

  @Test
  default void namesThatDifferInNormalisationAreTwo() throws IOException {
    assertNormalisation("/\u00e9", "/e\u0301");
  }

  /** STOR of one name in composed and in decomposed form. */
  default void assertNormalisation(String composed, String decomposed) throws IOException {
    file(composed, "1");
    file(decomposed, "2");
    assertThat(names(path("/"))).hasSize(2);
    assertThat(content(path(composed))).isEqualTo("1");
    assertThat(content(path(decomposed))).isEqualTo("2");
  }

  @Test
  default void namesThatDifferInCaseAreTwo() throws IOException {
    assertCase("/a", "/A");
  }

  /** STOR of one name in lower and in upper case. */
  default void assertCase(String lower, String upper) throws IOException {
    file(lower, "1");
    file(upper, "2");
    assertThat(content(path(lower))).isEqualTo("1");
    assertThat(names(path("/"))).hasSize(2);
  }

  @Test
  default void aBackslashIsACharacter() throws IOException {
    assertBackslash("/..\\a");
  }

  /** STOR of a name with a backslash, which never leads to a parent directory. */
  default void assertBackslash(String path) throws IOException {
    file(path, "x");
    assertThat(names(path("/"))).containsExactly("..\\a");
  }

  @Test
  default void aNameOf255BytesIsKept() throws IOException {
    String name = "n".repeat(255);
    file("/" + name, "x");
    assertThat(names(path("/"))).containsExactly(name);
  }

  @Test
  default void aNameOf256BytesIsRefused() throws IOException {
    assertLongNameIsRefused("/" + "n".repeat(256));
  }

  /** STOR of a name longer than most disks allow. */
  default void assertLongNameIsRefused(String path) throws IOException {
    assertThatThrownBy(() -> file(path, "x"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageStartingWith(path);
    assertThat(names(path("/"))).isEmpty();
  }

  @Test
  default void aNulIsRefused() {
    assertThatThrownBy(() -> path("/a\0b")).isInstanceOf(InvalidPathException.class);
  }

  @Test
  default void dotsCannotLeaveTheRoot() throws IOException {
    directory("/d");
    file("/a", "x");
    assertThat(content(path("/../../a"))).isEqualTo("x");
    assertThat(content(path("/d/../../../a"))).isEqualTo("x");
    assertThat(content(path("/d/./../a"))).isEqualTo("x");
    assertThat(names(path("/../.."))).containsExactly("a", "d");
    assertThat(path("/../../etc").normalize()).isEqualTo(path("/etc"));
  }

  @Test
  default void slashesAreOneSlash() throws IOException {
    directory("/d");
    file("/d/a", "x");
    assertThat(content(path("//d///a"))).isEqualTo("x");
    assertThat(path("//d///a/")).isEqualTo(path("/d/a"));
  }

  @Test
  default void theFileSystemHasOneRootAndTheSlash() {
    assertThat(path("/").getFileSystem().getRootDirectories()).containsExactly(path("/"));
    assertThat(path("/").getFileSystem().getSeparator()).isEqualTo("/");
    assertThat(path("/").getNameCount()).isZero();
    assertThat(path("/a/b").toString()).isEqualTo("/a/b");
    assertThat(path("/a").resolve("b")).isEqualTo(path("/a/b"));
    assertThat(path("/a").resolve("/b")).isEqualTo(path("/b"));
  }

  @Test
  default void aDeepTreeIsReached() throws IOException {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      directory(path.append("/d").toString());
    }
    file(path + "/a", "x");
    assertThat(content(path(path + "/a"))).isEqualTo("x");
  }

  @Test
  default void aHiddenFileBeginsWithADot() throws IOException {
    assertThat(Files.isHidden(file("/.a", ""))).isTrue();
    assertThat(Files.isHidden(file("/a", ""))).isFalse();
  }
}
