package io.github.nioftpd.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.RandomCases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples from the specification of the PROXY protocol, and invalid headers. */
final class ProxyHeaderTest {

  private static final String SIGNATURE = "0D0A0D0A000D0A515549540A";

  @ParameterizedTest
  @CsvSource({
    "PROXY TCP4 192.0.2.1 198.51.100.1 65535 443, 192.0.2.1, 65535, 198.51.100.1, 443",
    "PROXY TCP4 255.255.255.255 255.255.255.255 0 0, 255.255.255.255, 0, 255.255.255.255, 0",
    "PROXY TCP6 2001:db8::1 ::1 1 21, 2001:db8::1, 1, ::1, 21",
  })
  void versionOne(String line, String from, int fromPort, String to, int toPort)
      throws IOException {
    ByteArrayInputStream in = bytes(line + "\r\nUSER x\r\n");
    assertThat(ProxyHeader.read(in))
        .contains(
            new ProxyHeader(
                new InetSocketAddress(from, fromPort), new InetSocketAddress(to, toPort)));
    assertThat(new String(in.readAllBytes(), ISO_8859_1)).isEqualTo("USER x\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY UNKNOWN\r\n",
        "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n",
      })
  void versionOneOfAnUnknownClient(String header) throws IOException {
    assertThat(ProxyHeader.read(bytes(header))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "P",
        "USER x\r\n",
        "PROXY\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.1 65535\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.1 65536 443\r\n",
        "PROXY TCP4 192.0.2.256 198.51.100.1 1 443\r\n",
        "PROXY TCP4 192.0.2.1  198.51.100.1 1 443\r\n",
        "PROXY TCP4 localhost 198.51.100.1 1 443\r\n",
        "PROXY TCP4 ::1 ::1 1 443\r\n",
        "PROXY TCP6 beef beef 1 443\r\n",
        "PROXY TCP6 :::::: ::1 1 443\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.1 1 443\n",
        "PROXY TCP4 192.0.2.1 198.51.100.1 -1 443\r\n",
        "proxy TCP4 192.0.2.1 198.51.100.1 1 443\r\n",
        "\r\n\r\n",
        "\r\n\r\n\0\r\nQUIT\n",
      })
  void invalidVersionOne(String text) {
    assertThatThrownBy(() -> ProxyHeader.read(bytes(text))).isInstanceOf(IOException.class);
  }

  @Test
  void anEndlessHeaderIsRefused() {
    ByteArrayInputStream in = bytes("PROXY UNKNOWN " + "x".repeat(10_000));
    assertThatThrownBy(() -> ProxyHeader.read(in)).isInstanceOf(IOException.class);
    assertThat(in.available()).isGreaterThan(9_000);
  }

  @Test
  void versionTwo() throws IOException {
    ByteArrayInputStream in =
        hex(SIGNATURE + "2111000C" + "C0000201" + "C6336401" + "FFFF01BB" + "41");
    assertThat(ProxyHeader.read(in))
        .contains(
            new ProxyHeader(
                new InetSocketAddress("192.0.2.1", 65_535),
                new InetSocketAddress("198.51.100.1", 443)));
    assertThat(in.readAllBytes()).containsExactly('A');
  }

  @Test
  void versionTwoOfIpv6WithUnknownFields() throws IOException {
    String one = "20010DB8000000000000000000000001";
    ByteArrayInputStream in =
        hex(SIGNATURE + "2121002A" + one + one + "00010015" + "EE0003" + "414243" + "41");
    assertThat(ProxyHeader.read(in).orElseThrow().source())
        .isEqualTo(new InetSocketAddress("2001:db8::1", 1));
    assertThat(in.readAllBytes()).containsExactly('A');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"20000000", "2011000CC0000201C6336401FFFF01BB", "21000000", "200000024142"})
  void versionTwoOfTheProxyItself(String rest) throws IOException {
    ByteArrayInputStream in = hex(SIGNATURE + rest);
    assertThat(ProxyHeader.read(in)).isEmpty();
    assertThat(in.available()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1111000CC0000201C6336401FFFF01BB", // version 1 in binary
        "2211000CC0000201C6336401FFFF01BB", // no such command
        "2112000CC0000201C6336401FFFF01BB", // UDP
        "2131000CC0000201C6336401FFFF01BB", // a Unix socket
        "2111000BC0000201C6336401FFFF01", // too short for its addresses
        "2111000CC0000201C6336401FFFF", // truncated
        "2111000EC0000201C6336401FFFF01BB0100", // a truncated field
        "2111FFFFC0000201C6336401FFFF01BB", // too long
      })
  void invalidVersionTwo(String rest) {
    assertThatThrownBy(() -> ProxyHeader.read(hex(SIGNATURE + rest)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aWrongChecksumIsRefused() throws IOException {
    byte[] header =
        HexFormat.of().parseHex(SIGNATURE + "21110013C0000201C6336401FFFF01BB03000400000000");
    CRC32C sum = new CRC32C();
    sum.update(header);
    ByteBuffer.wrap(header).putInt(header.length - 4, (int) sum.getValue());
    assertThat(ProxyHeader.read(new ByteArrayInputStream(header))).isPresent();
    header[16] ^= 1;
    assertThatThrownBy(() -> ProxyHeader.read(new ByteArrayInputStream(header)))
        .hasMessageContaining("checksum");
  }

  @ParameterizedTest
  @MethodSource("io.github.nioftpd.fs.RandomCases#seeds")
  void anyBytesAreAHeaderOrAreRefused(RandomCases cases) {
    for (int i = 0; i < 250; i++) {
      assertHeaderOrRefused(cases.bytes(cases.between(0, 80)), cases.either());
    }
  }

  private static void assertHeaderOrRefused(byte[] some, boolean binary) {
    byte[] start = binary ? HexFormat.of().parseHex(SIGNATURE) : "PROXY ".getBytes(ISO_8859_1);
    byte[] all = ByteBuffer.allocate(start.length + some.length).put(start).put(some).array();
    try {
      ProxyHeader.read(new ByteArrayInputStream(all));
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("PROXY header");
    }
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
  }

  private static ByteArrayInputStream hex(String text) {
    return new ByteArrayInputStream(HexFormat.of().parseHex(text));
  }
}
