package io.github.nioftpd.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.fs.RandomCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LogTextTest {

  @ParameterizedTest
  @CsvSource({
    "a b, a b",
    "é😀漢, é😀漢",
    "'\n', \\u000A",
    "'\r', \\u000D",
    "'\0', \\u0000",
    "'\u001B[31m', \\u001B[31m",
    "\u007F, \\u007F",
    "\u0085, \\u0085",
    "'\u2028', \\u2028",
    "'\u2029', \\u2029",
    "\u202E, \\u202E",
    "\u2066, \\u2066",
    "\u200B, \\u200B",
    "\uFEFF, \\uFEFF",
    "\uD800x, \\uD800x",
    "x\uDC00, x\\uDC00",
    "\uDBFF\uDFFE, \\u10FFFE",
  })
  void charactersThatForgeALineAreEscaped(String text, String expected) {
    assertThat(LogText.escape(text)).isEqualTo(expected);
  }

  @Test
  void aLongTextIsTruncated() {
    assertThat(LogText.escape("a".repeat(1000))).isEqualTo("a".repeat(1000));
    assertThat(LogText.escape("a".repeat(1001))).isEqualTo("a".repeat(1000) + "...");
    assertThat(LogText.escape("a".repeat(999) + "😀")).startsWith("a".repeat(999) + "😀");
  }

  @ParameterizedTest
  @MethodSource("io.github.nioftpd.fs.RandomCases#seeds")
  void noLineTerminatorRemains(RandomCases cases) {
    for (int i = 0; i < 250; i++) {
      assertThat(LogText.escape(cases.text()))
          .doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cf}]");
    }
  }
}
