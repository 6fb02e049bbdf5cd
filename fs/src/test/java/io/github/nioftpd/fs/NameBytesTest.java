package io.github.nioftpd.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.InvalidPathException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NameBytesTest {
  private static final List<Integer> BYTES =
      List.of(
          0, 0x2E, 0x2F, 0x41, 0x80, 0x9F, 0xA0, 0xA9, 0xAF, 0xBF, 0xC0, 0xC3, 0xE0, 0xE2, 0xED,
          0xEF, 0xF0, 0xF4, 0xF5, 0xFF);

  @ParameterizedTest
  @MethodSource("io.github.nioftpd.fs.RandomCases#seeds")
  void anyBytesRoundTrip(RandomCases cases) {
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = cases.bytes(BYTES, 12);
      String text = NameBytes.decode(bytes);
      assertThat(NameBytes.encode(text)).isEqualTo(bytes);
      assertThat(NameBytes.requireExact(text)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.nioftpd.fs.RandomCases#seeds")
  void otherBytesNeverDecodeToAscii(RandomCases cases) {
    for (int i = 0; i < 1_000; i++) {
      assertAsciiIsKept(cases.bytes(BYTES, 12));
    }
  }

  private static void assertAsciiIsKept(byte[] bytes) {
    String text = NameBytes.decode(bytes);
    StringBuilder expected = new StringBuilder();
    for (byte b : bytes) {
      expected.append(b >= 0 ? String.valueOf((char) b) : "");
    }
    assertThat(text.replaceAll("[^\\x00-\\x7F]", "")).isEqualTo(expected.toString());
  }

  @ParameterizedTest
  @MethodSource("io.github.nioftpd.fs.RandomCases#seeds")
  void textIsUtf8(RandomCases cases) {
    for (int i = 0; i < 250; i++) {
      String valid = new String(cases.text().getBytes(UTF_8), UTF_8); // without lone surrogates
      assertThat(NameBytes.encode(valid)).isEqualTo(valid.getBytes(UTF_8));
      assertThat(NameBytes.decode(valid.getBytes(UTF_8))).isEqualTo(valid);
      assertThat(NameBytes.requireText(valid)).isEqualTo(valid);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "63 61 66 E9, caf\uDCE9",
    "C0 AF, \uDCC0\uDCAF",
    "ED B2 AF, \uDCED\uDCB2\uDCAF",
    "F0 9F 98 41, \uDCF0\uDC9F\uDC98A",
    "C3 A9 C3, é\uDCC3",
    "EF BF BD FF, \uFFFD\uDCFF",
    "F0 9F 98 80 80, 😀\uDC80",
  })
  void eachByteThatIsNotUtf8IsASurrogate(String hex, String text) {
    byte[] bytes = new byte[hex.split(" ").length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.split(" ")[i], 16);
    }
    assertThat(NameBytes.decode(bytes)).isEqualTo(text);
    assertThat(NameBytes.encode(text)).isEqualTo(bytes);
  }

  /** A rule for é must apply to every é on the disk. */
  @ParameterizedTest
  @ValueSource(strings = {"\uDCC3\uDCA9", "a\uD83D", "\uDC7F", "\uDC2F", "\uDD00", "\uDE00\uDCE9"})
  void aNameWithAnotherByteFormIsRefused(String name) {
    assertThatThrownBy(() -> NameBytes.requireExact(name)).isInstanceOf(InvalidPathException.class);
  }

  @Test
  void aNameWithUndecodableBytesIsNotText() {
    assertThat(NameBytes.isText("a😀é")).isTrue();
    assertThat(NameBytes.isText("a\uDCE9")).isFalse();
    assertThat(NameBytes.isText("a\uD83D")).isFalse();
    assertThatThrownBy(() -> NameBytes.requireText("/a\uDCE9"))
        .isInstanceOf(InvalidPathException.class);
  }
}
