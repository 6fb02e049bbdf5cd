package io.github.nioftpd.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.fs.RandomCases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LineReaderTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '>',
      value = {
        "NOOP^M^J                          > NOOP",
        "a b ^M^J                          > 'a b '",
        "^M^J^M^JNOOP^M^J                  > -/-/NOOP",
        "NOOP                              > nothing",
        "NOOP^M                            > nothing",
        "NOOP^J                            > BARE_LF",
        "a^Jb^M^Jc^M^J                     > BARE_LF/BARE_LF/c",
        "a^Mb^M^JNOOP^M^J                  > BARE_CR/NOOP",
        "a^M^M^JNOOP^M^J                   > BARE_CR/NOOP",
        "a^M^@b^M^JNOOP^M^J                > NUL/NOOP",
        "a^@b^M^JNOOP^M^J                  > NUL/NOOP",
        "^@^Mx^JNOOP^M^J                   > NUL/BARE_LF",
        "\\xC3\\xA9^M^J                    > é",
        "\\xC3\\x28^M^JNOOP^M^J            > \uDCC3(/NOOP",
        "\\x80^M^J                         > \uDC80",
        "\\xF0\\x9F\\x98\\x80^M^J          > 😀",
      })
  void aLineEndsWithCrLfAlone(String bytes, String expected) throws IOException {
    assertThat(lines(bytes(bytes), UTF_8)).isEqualTo(expected(expected));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '>',
      value = {
        "\\xFF\\xF4\\xFF\\xF2ABOR^M^J      > ABOR",
        "\\xFF\\xF4\\xFFABOR^M^J           > ABOR",
        "\\xFF\\xF4\\xF2ABOR^M^J           > ABOR",
        "\\xF2ABOR^M^J                   > òABOR",
        "A\\xFF\\xF1B^M\\xFF\\xF9^J        > AB",
        "\\xFF\\xFB\\x01A\\xFF\\xFE^MB^M^J > AB",
        "\\xFF\\xFA\\x01x^M^J\\xFF\\xF0A^M^J > A",
        "\\xFF\\xFA\\xFF\\xFF\\xF0\\xFF\\xF0A^M^J > A",
        "\\xFF\\xF0A^M^J                   > A",
        "a\\xFF\\xFFb^M^J                  > aÿb",
        "a\\xFFb^M^J                      > aÿb",
        "\\xFE\\xFF^M^J                    > þÿ",
        "a\\xFF^Jb^M^J                    > BARE_LF/BARE_LF",
        "\\xFF                             > nothing",
        "\\xFF\\xFD                        > nothing",
        "\\xFF\\xFAx                       > nothing",
      })
  void telnetCommandsAreTakenOut(String bytes, String expected) throws IOException {
    for (int chunk = 1; chunk <= 9; chunk++) {
      assertThat(lines(bytes(bytes), ISO_8859_1, chunk)).isEqualTo(expected(expected));
    }
  }

  @Test
  void bytesWithoutAMeaningInAnotherCharsetAreRefused() throws IOException {
    assertThat(lines(bytes("\\xC3\\xA9^M^JNOOP^M^J"), US_ASCII))
        .containsExactly("NOT_TEXT", "NOOP");
    // as a surrogate decoded by Java's CESU-8, it would represent the byte AF
    assertThat(lines(bytes("\\xED\\xB2\\xAF^M^J"), Charset.forName("CESU-8")))
        .containsExactly("NOT_TEXT");
  }

  @Test
  void aLineMayHaveTheLimitAndNoMore() throws IOException {
    for (int length = LineReader.LIMIT - 2; length <= LineReader.LIMIT; length++) {
      String line = "a".repeat(length);
      assertThat(lines((line + "\r\nb\r\n").getBytes(UTF_8), UTF_8)).containsExactly(line, "b");
    }
    for (int length = LineReader.LIMIT + 1; length < LineReader.LIMIT + 4; length++) {
      String line = "a".repeat(length);
      assertThat(lines((line + "\r\nb\r\n").getBytes(UTF_8), UTF_8))
          .containsExactly("TOO_LONG", "b");
    }
  }

  @Test
  void theLimitIsOneOfBytesNotOfCharacters() throws IOException {
    String line = "é".repeat(LineReader.LIMIT / 2);
    assertThat(lines((line + "\r\n").getBytes(UTF_8), UTF_8)).containsExactly(line);
    assertThat(lines((line + "é\r\n").getBytes(UTF_8), UTF_8)).containsExactly("TOO_LONG");
  }

  @Test
  void anEndlessLineIsRefused() throws IOException {
    byte[] endless = "a".repeat(LineReader.LIMIT + LineReader.ENDLESS + 1).getBytes(UTF_8);
    assertThat(lines(endless, UTF_8)).containsExactly("ENDLESS");
  }

  @Test
  void anEndlessSubnegotiationIsRefused() throws IOException {
    byte[] endless = ("\u00FF\u00FA" + "a".repeat(LineReader.LIMIT + 1)).getBytes(ISO_8859_1);
    assertThat(lines(endless, UTF_8)).containsExactly("ENDLESS");
  }

  @ParameterizedTest
  @MethodSource("io.github.nioftpd.fs.RandomCases#seeds")
  void chunkBoundariesMakeNoDifference(RandomCases cases) throws IOException {
    for (int i = 0; i < 500; i++) {
      byte[] bytes = cases.bytes(BYTES, 60);
      List<String> whole = lines(bytes, ISO_8859_1, bytes.length + 1);
      for (int chunk = 1; chunk < 4; chunk++) {
        assertThat(lines(bytes, ISO_8859_1, chunk)).isEqualTo(whole);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.nioftpd.fs.RandomCases#seeds")
  void noLineContainsALineEndOrNul(RandomCases cases) throws IOException {
    for (int i = 0; i < 500; i++) {
      assertThat(lines(cases.bytes(BYTES, 60), ISO_8859_1))
          .noneMatch(line -> line.matches("(?s).*[\r\n\0].*"));
    }
  }

  private static final List<Integer> BYTES =
      List.of(0, 1, 10, 13, 32, 65, 66, 128, 239, 240, 242, 244, 250, 251, 254, 255);

  private static List<String> lines(byte[] bytes, Charset charset) throws IOException {
    return lines(bytes, charset, 1000);
  }

  /** The lines and errors in order; an endless line ends them. */
  private static List<String> lines(byte[] bytes, Charset charset, int chunk) throws IOException {
    LineReader reader = new LineReader(chunked(bytes, chunk), charset);
    List<String> lines = new ArrayList<>();
    while (lines.isEmpty() || !lines.getLast().equals("ENDLESS")) {
      try {
        String line = reader.readLine();
        if (line == null) {
          return lines;
        }
        lines.add(line);
      } catch (MalformedLineException e) {
        lines.add(e.fault().name());
      }
    }
    return lines;
  }

  private static InputStream chunked(byte[] bytes, int chunk) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, chunk));
      }
    };
  }

  private static List<String> expected(String text) {
    if (text.equals("nothing")) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (String line : text.split("/")) {
      lines.add(line.equals("-") ? "" : line);
    }
    return lines;
  }

  private static byte[] bytes(String text) {
    StringBuilder latin = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '^') {
        latin.append((char) (text.charAt(++i) - '@'));
      } else if (c == '\\') {
        latin.append((char) Integer.parseInt(text.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        latin.append(c);
      }
    }
    return latin.toString().getBytes(ISO_8859_1);
  }
}
