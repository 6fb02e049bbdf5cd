package io.github.nioftpd.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.RandomCases;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostPortTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "127,0,0,1,4,1           > 127.0.0.1  > 1025",
        "192,168,150,90,195,149  > 192.168.150.90 > 50069",
        "0,0,0,0,0,0             > 0.0.0.0    > 0",
        "255,255,255,255,255,255 > 255.255.255.255 > 65535",
        "010,001,000,009,000,021 > 10.1.0.9   > 21",
        "' 1,2,3,4,5,6 '         > 1.2.3.4    > 1286",
        "1, 2,3 , 4,5,6          > 1.2.3.4    > 1286",
      })
  void portNamesAnAddress(String text, String host, int port) throws UnknownHostException {
    assertThat(HostPort.parsePort(text))
        .isEqualTo(new InetSocketAddress(InetAddress.getByName(host), port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1,2,3,4,5",
        "1,2,3,4,5,6,7",
        "1,2,3,4,5,256",
        "256,2,3,4,5,6",
        "1,2,3,4,5,-6",
        "+1,2,3,4,5,6",
        "1,2,3,4,5,",
        ",,,,,",
        "1.2.3.4,5,6",
        "1,2,3,4,5,6\u0660",
        "\u0661,2,3,4,5,6",
        "0x1,2,3,4,5,6",
        "9999999999,2,3,4,5,6",
        "1,2,3,4,5,6)",
        "localhost,5,6",
      })
  void anythingButSixNumbersIsRefused(String text) {
    assertThatThrownBy(() -> HostPort.parsePort(text))
        .isExactlyInstanceOf(MalformedArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "|1|132.235.1.2|6275|           > 132.235.1.2 > 6275",
        "|2|1080::8:800:200C:417A|5282| > 1080::8:800:200C:417A > 5282",
        "|2|::1|0|                      > ::1 > 0",
        "|2|fe80::1%eth0|5282|          > fe80::1 > 5282",
        "|2|fe80::1%lo|1|               > fe80::1 > 1",
        "|2|::ffff:1.2.3.4|1|           > 1.2.3.4 > 1",
        "!1!127.0.0.1!65535!            > 127.0.0.1 > 65535",
        "$1$127.0.0.1$1$                > 127.0.0.1 > 1",
        "\\1\\127.0.0.1\\1\\            > 127.0.0.1 > 1",
      })
  void eprtNamesAnAddressBetweenAnyDelimiters(String text, String host, int port)
      throws UnknownHostException {
    assertThat(HostPort.parseExtended(text).resolve())
        .isEqualTo(new InetSocketAddress(InetAddress.getByName(host), port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "|",
        "||||",
        "|||||",
        "|1|127.0.0.1|",
        "|1|127.0.0.1|1",
        "1|127.0.0.1|1|",
        "|1|127.0.0.1|1|x",
        "|1|127.0.0.1|1||",
        "|1|127.0.0.1|65536|",
        "|1|127.0.0.1|99999|",
        "|1|127.0.0.1|999999999999999999999|",
        "|1|127.0.0.1|-1|",
        "|1|127.0.0.1||",
        "|1|127.0.0.1| 1|",
        "||127.0.0.1|1|",
        "|x|127.0.0.1|1|",
        "|-1|127.0.0.1|1|",
        "|99999999999|127.0.0.1|1|",
        "|1|127.0.0.1|\u0661|",
      })
  void anythingButThreeFieldsIsRefused(String text) {
    assertThatThrownBy(() -> HostPort.parseExtended(text))
        .isExactlyInstanceOf(MalformedArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "|1|localhost|1|",
        "|1||1|",
        "|1|1|1|",
        "|1|127.1|1|",
        "|1|127.0.0.256|1|",
        "|1|127.0.0.1.1|1|",
        "|1|::1|1|",
        "|2|127.0.0.1|1|",
        "|2|localhost|1|",
        "|2|:|1|",
        "|2|::1%|1|",
        "|2|:::|1|",
        "|2|1:2:3:4:5:6:7:8:9|1|",
        "|2|12345::|1|",
        "|2|fe80::1%l o|1|",
        "|2|fe80::1%lo]|1|",
        "|2|[::1]|1|",
        "|2||1|",
        "|2|::1]:80[::|1|",
      })
  void aHostNameIsRefusedWithoutALookup(String text) {
    HostPort.Extended extended = HostPort.parseExtended(text);
    assertThatThrownBy(extended::resolve).isExactlyInstanceOf(MalformedArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("io.github.nioftpd.fs.RandomCases#seeds")
  void portAcceptsTheFormatOfPasv(RandomCases cases) throws UnknownHostException {
    for (int i = 0; i < 250; i++) {
      assertUnderstood(InetAddress.getByAddress(cases.bytes(4)), (int) cases.between(0L, 65_535L));
    }
  }

  private static void assertUnderstood(InetAddress address, int port) {
    String text = HostPort.format((Inet4Address) address, port);
    assertThat(HostPort.parsePort(text)).isEqualTo(new InetSocketAddress(address, port));
    assertThat(
            HostPort.parseExtended("|1|" + address.getHostAddress() + "|" + port + "|").resolve())
        .isEqualTo(new InetSocketAddress(address, port));
  }

  @ParameterizedTest
  @MethodSource("io.github.nioftpd.fs.RandomCases#seeds")
  void nothingElseIsEverThrown(RandomCases cases) {
    for (int i = 0; i < 250; i++) {
      String text = cases.either() ? cases.text() : cases.text("0123456789,|:. ", 24);
      assertRefusedOrUnderstood(() -> HostPort.parsePort(text));
      assertRefusedOrUnderstood(() -> HostPort.parseExtended(text).resolve());
      assertRefusedOrUnderstood(() -> HostPort.parseExtended("|2|" + text + "|1|").resolve());
    }
  }

  private static void assertRefusedOrUnderstood(Runnable parse) {
    try {
      parse.run();
    } catch (MalformedArgumentException e) {
      assertThat(e).hasMessageContaining("no");
    }
  }
}
