package io.github.nioftpd.listing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormatsTest {

  @ParameterizedTest
  @CsvSource({
    "0755, rwxr-xr-x",
    "0000, ---------",
    "4755, rwsr-xr-x",
    "4644, rwSr--r--",
    "2755, rwxr-sr-x",
    "2644, rw-r-Sr--",
    "1777, rwxrwxrwt",
    "1776, rwxrwxrwT",
    "7777, rwsrwsrwt",
  })
  void permissionsShowTheBitsAboveTheNine(String mode, String letters) {
    assertThat(Formats.permissions(Integer.parseInt(mode, 8))).isEqualTo(letters);
  }
}
