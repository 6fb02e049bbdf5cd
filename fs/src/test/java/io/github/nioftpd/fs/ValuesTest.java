package io.github.nioftpd.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes, durations and flags have the same syntax in files, locations and options. */
final class ValuesTest {

  @ParameterizedTest
  @CsvSource({
    "0,0,0",
    "1,1,1",
    "7b,7,7",
    "10K,10240,10K",
    "10KB,10240,10K",
    "10kiB,10240,10K",
    "3m,3145728,3M",
    "1024m,1073741824,1G",
    "1T,1099511627776,1T",
    "1025k,1049600,1025K"
  })
  void sizesAreReadAndWritten(String text, long bytes, String written) {
    assertThat(Values.size(text)).isEqualTo(bytes);
    assertThat(Values.text(bytes)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,0",
    "off,0,0",
    "500ms,500,500ms",
    "90s,90000,90s",
    "5m,300000,5m",
    "120m,7200000,2h",
    "2h,7200000,2h",
    "72h,259200000,3d"
  })
  void durationsAreReadAndWritten(String text, long millis, String written) {
    assertThat(Values.duration(text)).isEqualTo(Duration.ofMillis(millis));
    assertThat(Values.text(Duration.ofMillis(millis))).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({"true,true", "yes,true", "on,true", "false,false", "no,false", "off,false"})
  void flagsAreRead(String text, boolean flag) {
    assertThat(Values.flag(text)).isEqualTo(flag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "m", "-1", "1.5m", "1 m", "10X", "99999999999999999T", "9999999999s"})
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Values.size(text));
    assertThatIllegalArgumentException().isThrownBy(() -> Values.duration(text));
    assertThatIllegalArgumentException().isThrownBy(() -> Values.flag(text));
  }
}
