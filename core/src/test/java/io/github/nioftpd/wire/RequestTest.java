package io.github.nioftpd.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Property
  void nothingOfTheArgumentIsLost(@ForAll String argument) {
    assertThat(Request.parse("RETR " + argument)).isEqualTo(new Request("RETR", argument));
  }
}
