package io.github.nioftpd.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GlobTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a.txt", "]", "{a,b}", "\\"})
  void aNameWithoutAWildcardIsNone(String name) {
    assertThat(Glob.of(name)).isEmpty();
  }

  @Test
  void aPatternThatIsTooLongIsNone() {
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

  /** The oracle knows stars, question marks and plain sets. */
  @Property(tries = 5000)
  void itAgreesWithRegularExpressions(
      @ForAll @Chars({'a', 'b', '.', '*', '?'}) @StringLength(max = 8) String pattern,
      @ForAll @Chars({'a', 'b', '.'}) @StringLength(max = 8) String name,
      @ForAll boolean withSet) {
    String wild = "*" + (withSet ? "[!a.]" : "") + pattern;
    StringBuilder regex = new StringBuilder(withSet ? ".*[^a.]" : ".*");
    for (char c : pattern.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    assertThat(Glob.of(wild).orElseThrow().matches(name)).isEqualTo(name.matches(regex.toString()));
  }

  @Property(tries = 5000)
  void nothingIsEverThrown(
      @ForAll @CharRange(from = '!', to = 'a') @StringLength(max = 12) String pattern,
      @ForAll @CharRange(from = '!', to = 'a') @StringLength(max = 12) String name) {
    boolean matches = Glob.of(pattern).map(glob -> glob.matches(name)).orElse(false);
    assertThat(Glob.of("*" + pattern).orElseThrow().matches(name) || !matches).isTrue();
  }

  @Test
  void itNeverTakesExponentialTime() {
    Glob glob = Glob.of("*a".repeat(120) + "*b").orElseThrow();
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(glob.matches("a".repeat(255))).isFalse());
  }
}
