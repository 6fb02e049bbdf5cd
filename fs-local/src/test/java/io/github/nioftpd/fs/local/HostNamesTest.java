package io.github.nioftpd.fs.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.InvalidPathException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\b", "..\\a", "C:", "C:a", "a:stream", "nul", "NUL", "Nul.txt", "aux", "con", "prn",
        "com1", "COM9.log", "lpt1", "lpt\u00b2", "CONIN$", "a.", "a ", "a|b", "a?", "a*", "a\tb",
        "... "
      })
  void windowsNamesWithASpecialMeaningAreRefused(String name) {
    assertThatThrownBy(() -> HostNames.requireWindows(name))
        .isInstanceOf(InvalidPathException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a b", " a", ".", "..", ".a", "nulls", "com", "com10", "a.b", "~"})
  void ordinaryNamesAreWindowsNames(String name) {
    assertThatCode(() -> HostNames.requireWindows(name)).doesNotThrowAnyException();
  }

  @Test
  void aNameThatCannotBeEncodedIsRefused() {
    assertThatThrownBy(() -> HostNames.require("/half a pair \ud83d"))
        .isInstanceOf(InvalidPathException.class);
  }
}
