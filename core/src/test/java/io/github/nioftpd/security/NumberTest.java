package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An invalid or too large number is a syntax error and changes nothing. */
@DisplayName("Numeric arguments")
final class NumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "9223372036854775808",
        "18446744073709551616",
        "18446744073709551615",
        " 5",
        "+5",
        "5x",
        "5 ",
        "٥",
        "０",
        "0x10",
        "1e3",
        "5.0",
        "-0",
        "",
        " ",
        "99999999999999999999999999",
      })
  void restTakesPlainDigitsOnly(String number) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      Files.writeString(ftp.path("/a"), "0123456789");
      client.command("TYPE I");
      client.say("REST " + number).expect(501);
      assertThat(client.download("RETR a")).hasSize(10);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"11", "999999999999999999"})
  void anOffsetBeyondTheEndIsRefusedInBothDirections(String number) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      Files.writeString(ftp.path("/a"), "0123456789");
      client.command("TYPE I");
      client.passivePort();
      for (String line : new String[] {"RETR a", "STOR a"}) {
        client.say("REST " + number).expect(350);
        client.say(line).expect(554);
      }
      assertThat(Files.size(ftp.path("/a"))).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "9223372036854775808", "18446744073709551616", "x", "5x", "٥", "5 R -1", ""})
  void alloTakesDigitsOnly(String number) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      client.say("ALLO " + number).expect(501);
    }
  }

  @Test
  void alloBeyondTheFreeSpaceIsRefused() throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      client.say("ALLO 999999999999999999").expect(452);
      client.say("ALLO 999999999999999999 R 999999999999999999").expect(452);
      client.say("ALLO 0").expect(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000",
        "20230229000000",
        "20201301000000",
        "20200100000000",
        "20200101240000",
        "20200101006000",
        "2020010100000",
        "202001010000000",
        "-0200101000000",
        "٢٠٢٠٠١٠١٠٠٠٠٠٠",
        "99999999999999",
        "20200101000000.",
      })
  void anInvalidTimeIsASyntaxError(String time) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      Files.createFile(ftp.path("/a"));
      Object before = Files.getLastModifiedTime(ftp.path("/a"));
      client.say("MFMT " + time + " a").expect(501);
      client.say("SITE UTIME " + time + " a").expect(501);
      assertThat(client.command("MDTM " + time + " a")).matches("5(01|50) .*");
      assertThat(Files.getLastModifiedTime(ftp.path("/a"))).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99991231235959",
        "00010101000000",
        "19700101000000",
        "20380119031408",
        "20161231235960",
        "20200101000000.1234567890123456789",
      })
  void extremeTimesAreSetAndReported(String time) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      Files.createFile(ftp.path("/a"));
      client.say("MFMT " + time + " a").expect(213);
      for (String line : new String[] {"MDTM a", "MLST a", "STAT a"}) {
        client.say(line).expect("2");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SITE CHMOD 999 a",
        "SITE CHMOD -1 a",
        "SITE CHMOD 77777777777 a",
        "SITE CHMOD ٧٧٧ a",
        "SITE CHMOD 0x1 a",
        "SITE CHMOD 644",
      })
  void anInvalidModeIsASyntaxError(String line) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      Files.createFile(ftp.path("/a"));
      Object before = Files.getPosixFilePermissions(ftp.path("/a"));
      client.say(line).expect(501);
      assertThat(Files.getPosixFilePermissions(ftp.path("/a"))).isEqualTo(before);
    }
  }
}
