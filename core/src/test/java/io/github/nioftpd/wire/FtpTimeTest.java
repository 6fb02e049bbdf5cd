package io.github.nioftpd.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.RandomCases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FtpTimeTest {

  private static final Instant NOW = Instant.parse("2024-07-01T12:00:00Z");
  private static final FtpTime GMT = time(ZoneOffset.UTC);

  private static FtpTime time(ZoneId zone) {
    return new FtpTime(InstantSource.fixed(NOW), zone);
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 19700101000000",
    "2020-02-29T23:59:59.999Z, 20200229235959",
    "1969-12-31T23:59:59.5Z, 19691231235959",
    "0001-01-01T00:00:00Z, 00010101000000",
    "9999-12-30T23:59:59Z, 99991230235959",
    "+10000-01-01T00:00:00Z, 99991230235959",
    "-0001-01-01T00:00:00Z, 00000102000000",
    "+1000000000-12-31T23:59:59.999999999Z, 99991230235959",
    "-1000000000-01-01T00:00:00Z, 00000102000000",
  })
  void aTimeValHasFourteenDigitsInEveryYear(Instant instant, String expected) {
    assertThat(GMT.timeVal(instant)).isEqualTo(expected);
    assertThat(time(ZoneOffset.MAX).timeVal(instant)).matches("[0-9]{14}");
    assertThat(time(ZoneOffset.MIN).timeVal(instant)).matches("[0-9]{14}");
  }

  @ParameterizedTest
  @CsvSource({
    "19700101000000, 1970-01-01T00:00:00Z",
    "20200229235959, 2020-02-29T23:59:59Z",
    "20200229235959.1, 2020-02-29T23:59:59Z",
    "20200229235959.999999999, 2020-02-29T23:59:59Z",
    "00000101000000, 0000-01-01T00:00:00Z",
    "99991231235959, 9999-12-31T23:59:59Z",
  })
  void aTimeValIsParsed(String text, Instant expected) {
    assertThat(GMT.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2020",
        "202002292359",
        "2020022923595",
        "202002292359599",
        "20200229235959.",
        "20200229235959.x",
        "20200229235959Z",
        " 20200229235959",
        "20200229 35959",
        "-0200229235959",
        "20200001000000",
        "20201301000000",
        "20200100000000",
        "20200132000000",
        "20210229000000",
        "20200431000000",
        "20200101240000",
        "20200101006000",
        "20161231235961",
        "100000101000000",
        "\u0662\u0660\u0662\u0660\u0660\u0661\u0660\u0661\u0660\u0660\u0660\u0660\u0660\u0660",
      })
  void anInvalidTimeIsRefused(String text) {
    assertThatThrownBy(() -> GMT.parse(text)).isExactlyInstanceOf(MalformedArgumentException.class);
  }

  @Test
  void aLeapSecondIsTheFirstOfTheNextMinute() {
    assertThat(GMT.parse("20161231235960")).isEqualTo(Instant.parse("2017-01-01T00:00:00Z"));
    assertThat(GMT.parse("20161231235959.9999999999")).isEqualTo("2016-12-31T23:59:59Z");
  }

  @ParameterizedTest
  @MethodSource("io.github.nioftpd.fs.RandomCases#seeds")
  void formattedTimesAreParsed(RandomCases cases) {
    FtpTime kolkata = time(ZoneOffset.ofHoursMinutes(5, 30));
    for (int i = 0; i < 250; i++) {
      Instant instant = Instant.ofEpochSecond(cases.between(-62_000_000_000L, 253_000_000_000L));
      assertThat(GMT.parse(GMT.timeVal(instant))).isEqualTo(instant);
      assertThat(kolkata.parse(kolkata.timeVal(instant))).isEqualTo(instant);
    }
  }

  @Test
  void localTimesAreConverted() {
    FtpTime newYork = time(ZoneId.of("America/New_York"));
    Instant instant = Instant.parse("2024-01-01T03:04:05Z");
    assertThat(newYork.timeVal(instant)).isEqualTo("20231231220405");
    assertThat(newYork.parse("20231231220405")).isEqualTo(instant);
    // an hour skipped by daylight saving time, and one that occurs twice
    assertThat(newYork.parse("20240310023000")).isEqualTo(Instant.parse("2024-03-10T07:30:00Z"));
    assertThat(newYork.parse("20241103013000")).isEqualTo(Instant.parse("2024-11-03T05:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 'Jul 01 12:00'",
    "PT1M, 'Jul 01 12:01'",
    "PT24H, 'Jul 02 12:00'",
    "PT24H1S, 'Jul 02  2024'",
    "P400D, 'Aug 05  2025'",
    "-P180D, 'Jan 03 12:00'",
    "-PT4320H1S, 'Jan 03  2024'",
    "-P9000D, 'Nov 10  1999'",
  })
  void aTimeOfAListingShowsTheYearWhenItIsFar(Duration fromNow, String expected) {
    assertThat(listTime(GMT, NOW.plus(fromNow))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai"})
  void theLocaleMakesNoDifference(String tag) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(tag));
    try {
      assertThat(listTime(GMT, Instant.parse("2024-05-06T07:08:09Z"))).isEqualTo("May 06 07:08");
      assertThat(listTime(GMT, Instant.parse("2010-10-06T07:08:09Z"))).isEqualTo("Oct 06  2010");
      assertThat(GMT.timeVal(NOW)).isEqualTo("20240701120000");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE})
  void aTimeOfAListingAlwaysHasTwelveCharacters(long extreme) {
    Instant instant = extreme < 0 ? Instant.MIN : Instant.MAX;
    assertThat(listTime(GMT, instant)).hasSize(12);
  }

  private static String listTime(FtpTime time, Instant instant) {
    StringBuilder out = new StringBuilder();
    time.appendListTime(out, instant, NOW);
    return out.toString();
  }
}
