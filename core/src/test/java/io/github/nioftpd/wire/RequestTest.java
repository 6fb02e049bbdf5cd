package io.github.nioftpd.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.fs.RandomCases;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RequestTest {

  @ParameterizedTest
  @CsvSource({
    "NOOP, NOOP, ''",
    "noop, NOOP, ''",
    "nOoP, NOOP, ''",
    "RETR a, RETR, a",
    "RETR a b, RETR, a b",
    "'RETR  a ', RETR, ' a '",
    "'RETR ', RETR, ''",
    "' RETR a', '', RETR a",
    "'', '', ''",
    "'SITE chmod 644 a', SITE, chmod 644 a",
    "'NOOP\t', 'NOOP\t', ''",
    "sıte, SıTE, ''",
    "éé, éé, ''",
    "'a{z`', 'A{Z`', ''",
  })
  void theVerbEndsAtTheFirstSpace(String line, String verb, String argument) {
    assertThat(Request.parse(line)).isEqualTo(new Request(verb, argument));
  }

  @Test
  void theLocaleMakesNoDifference() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.of("tr", "TR"));
    try {
      assertThat(Request.parse("list").verb()).isEqualTo("LIST");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.nioftpd.fs.RandomCases#seeds")
  void theArgumentIsUnchanged(RandomCases cases) {
    for (int i = 0; i < 250; i++) {
      String argument = cases.text();
      assertThat(Request.parse("RETR " + argument)).isEqualTo(new Request("RETR", argument));
    }
  }
}
