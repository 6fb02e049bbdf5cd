package io.github.nioftpd.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.fs.RandomCases;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GlobTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a.txt", "]", "{a,b}", "\\"})
  void aNameWithoutAWildcardIsNotAPattern(String name) {
    assertThat(Glob.of(name)).isEmpty();
  }

  @Test
  void aPatternThatIsTooLongIsNotAPattern() {
    assertThat(Glob.of("*".repeat(Glob.LONGEST))).isPresent();
    assertThat(Glob.of("*".repeat(Glob.LONGEST + 1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "*, '', true",
    "*, abc, true",
    "*.txt, a.txt, true",
    "*.txt, a.txt.gz, false",
    "*.*, a, false",
    "a*b*c, aXbYbZc, true",
    "?, '', false",
    "?, é, true",
    "a?c, abc, true",
    "[abc], b, true",
    "[abc], d, false",
    "[a-c]x, bx, true",
    "[!a-c], b, false",
    "[^a-c], d, true",
    "[a-], -, true",
    "[-a], -, true",
    "[]], ], true",
    "[, [, true",
    "[a, '[a', true",
    "[a*, [abc, true",
    "a[, a[, true",
    "[*], *, true",
    "[*], a, false",
    "[z-a], m, false",
    "*[0-9], abc7, true",
    "**, x, true",
    "a.*, A.b, false",
    "(a|b)*, a, false",
    "*$, a$, true",
  })
  void aNameMatchesAsAWhole(String pattern, String name, boolean expected) {
    assertThat(Glob.of(pattern).orElseThrow().matches(name)).isEqualTo(expected);
  }

  /** The oracle supports stars, question marks and plain sets. */
  @ParameterizedTest
  @MethodSource("io.github.nioftpd.fs.RandomCases#seeds")
  void itAgreesWithRegularExpressions(RandomCases cases) {
    for (int i = 0; i < 1_000; i++) {
      agrees(cases.text("ab.*?", 8), cases.text("ab.", 8), cases.either());
    }
  }

  private static void agrees(String pattern, String name, boolean withSet) {
    String wild = "*" + (withSet ? "[!a.]" : "") + pattern;
    StringBuilder regex = new StringBuilder(withSet ? ".*[^a.]" : ".*");
    for (char c : pattern.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    assertThat(Glob.of(wild).orElseThrow().matches(name)).isEqualTo(name.matches(regex.toString()));
  }

  @ParameterizedTest
  @MethodSource("io.github.nioftpd.fs.RandomCases#seeds")
  void nothingIsEverThrown(RandomCases cases) {
    String characters = "!#$%&'()*+,-./09:;<=>?@AZ[[\\]]^_`a";
    for (int i = 0; i < 1_000; i++) {
      String pattern = cases.text(characters, 12);
      String name = cases.text(characters, 12);
      boolean matches = Glob.of(pattern).map(glob -> glob.matches(name)).orElse(false);
      assertThat(Glob.of("*" + pattern).orElseThrow().matches(name) || !matches)
          .as("%s and %s", pattern, name)
          .isTrue();
    }
  }

  @Test
  void itNeverTakesExponentialTime() {
    Glob glob = Glob.of("*a".repeat(120) + "*b").orElseThrow();
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(glob.matches("a".repeat(255))).isFalse());
  }
}
