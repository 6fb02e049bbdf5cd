package io.github.nioftpd.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SlashPathTest {

  private static final int PAIRS = 3_000;
  private static final List<String> NAMES =
      List.of("a", "b", "c", ".", "..", "", " ", "a.b", "...");

  private final FileSystem fileSystem = Jimfs.newFileSystem(Configuration.unix());
  private final Random random = new Random(20_261_122);

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
  }

  private SlashPath path(String text) {
    return SlashPath.parse(fileSystem, text);
  }

  private String text() {
    List<String> names = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      names.add(NAMES.get(random.nextInt(NAMES.size())));
    }
    return (random.nextBoolean() ? "/" : "") + String.join("/", names);
  }

  /** The result of a call as text, or the name of its exception. */
  private static <T> String answer(T argument, Function<T, Object> call) {
    try {
      return String.valueOf(call.apply(argument));
    } catch (IllegalArgumentException e) {
      return "IllegalArgumentException";
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onePathAnswersAsThoseOfTheJdk() {
    List<Function<Path, Object>> questions =
        List.of(
            Path::toString,
            Path::isAbsolute,
            Path::getRoot,
            Path::getParent,
            Path::getFileName,
            Path::getNameCount,
            Path::normalize,
            path -> path.getName(0),
            path -> path.getName(1),
            path -> path.subpath(1, 3),
            path -> path.subpath(0, path.getNameCount()),
            path -> path.getName(-1),
            path -> {
              List<String> names = new ArrayList<>();
              path.forEach(name -> names.add(name.toString()));
              return names;
            });
    for (int i = 0; i < PAIRS; i++) {
      String text = text();
      for (int q = 0; q < questions.size(); q++) {
        assertThat(answer(path(text), questions.get(q)::apply))
            .as("question %d of \"%s\"", q, text)
            .isEqualTo(answer(Path.of(text), questions.get(q)));
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void twoPathsAnswerAsThoseOfTheJdk() {
    List<BiFunction<Path, Path, Object>> questions =
        List.of(
            Path::equals,
            Path::startsWith,
            Path::endsWith,
            Path::resolve,
            Path::resolveSibling,
            Path::relativize,
            (one, two) -> Integer.signum(one.compareTo(two)),
            (one, two) -> one.resolve(two).normalize());
    for (int i = 0; i < PAIRS; i++) {
      String one = text();
      String two = random.nextInt(4) == 0 ? one + "/" + text() : text();
      for (int q = 0; q < questions.size(); q++) {
        BiFunction<Path, Path, Object> question = questions.get(q);
        assertThat(answer(path(one), path -> question.apply(path, path(two))))
            .as("question %d of \"%s\" and \"%s\"", q, one, two)
            .isEqualTo(answer(Path.of(one), path -> question.apply(path, Path.of(two))));
      }
    }
  }

  @Test
  void equalPathsHaveEqualHashes() {
    for (int i = 0; i < PAIRS; i++) {
      String text = text();
      assertThat(path(text)).isEqualTo(path(text)).hasSameHashCodeAs(path(text));
      assertThat(path(path(text).toString())).isEqualTo(path(text));
    }
  }

  @Test
  void namesFromTheRootNeverLeaveIt() {
    for (int i = 0; i < PAIRS; i++) {
      String text = text();
      assertThat(path(text).namesFromRoot()).as(text).doesNotContain("", ".", "..");
    }
    assertThat(path("/../../a/./../b").namesFromRoot()).containsExactly("b");
    assertThat(path("a/b").namesFromRoot()).containsExactly("a", "b");
    assertThat(path("").namesFromRoot()).isEmpty();
    assertThat(path("/").namesFromRoot()).isEmpty();
    assertThat(path("..").namesFromRoot()).isEmpty();
  }

  @Test
  void cachedAttributesStayWithTheirInstance() {
    SlashPath plain = path("/a/b");
    SlashPath noted = plain.withNote("note");
    assertThat(noted.note()).isEqualTo("note");
    assertThat(plain.note()).isNull();
    assertThat(noted).isEqualTo(plain).hasSameHashCodeAs(plain);
    assertThat(noted.normalize().note()).isNull();
    assertThat(noted.resolve(path("c")).note()).isNull();
    assertThat(noted.getFileName().note()).isNull();
    assertThat(noted.resolve(path("..")).normalize()).isEqualTo(path("/a"));
  }

  @Test
  void pathsOfTwoFileSystemsDiffer() throws IOException {
    try (FileSystem other = Jimfs.newFileSystem(Configuration.unix())) {
      SlashPath mine = path("/a");
      SlashPath theirs = SlashPath.parse(other, "/a");
      assertThat(mine).isNotEqualTo(theirs);
      assertThat(mine.startsWith(theirs)).isFalse();
      assertThat(mine.endsWith(theirs)).isFalse();
      assertThatThrownBy(() -> mine.resolve(theirs)).isInstanceOf(ProviderMismatchException.class);
      assertThatThrownBy(() -> mine.relativize(theirs))
          .isInstanceOf(ProviderMismatchException.class);
      assertThatThrownBy(() -> mine.compareTo(theirs))
          .isInstanceOf(ProviderMismatchException.class);
    }
  }

  @Test
  void aNulIsRefused() {
    assertThatThrownBy(() -> path("/a\0b")).isInstanceOf(InvalidPathException.class);
  }

  @Test
  void charactersAreKeptAsTheyAre() {
    for (String name : List.of("\u00e9", "e\u0301", "a\\b", "C:", " ", "a b ", "%2e%2e", "~")) {
      assertThat(path("/" + name).getFileName()).hasToString(name);
      assertThat(path("/" + name).getNameCount()).isEqualTo(1);
    }
    assertThat(path("/\u00e9")).isNotEqualTo(path("/e\u0301"));
  }
}
