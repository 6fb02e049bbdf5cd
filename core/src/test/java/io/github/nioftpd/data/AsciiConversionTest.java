package io.github.nioftpd.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Line ends are converted independently of buffer boundaries: ^ is CR, ~ is LF. */
@DisplayName("ASCII conversion (TYPE A)")
final class AsciiConversionTest {

  @ParameterizedTest
  @CsvSource({
    "a~, a^~",
    "a^~, a^~",
    "^, ^",
    "^^~, ^^~",
    "~~, ^~^~",
    "~^~, ^~^~",
    "a^b, a^b",
    "~^, ^~^",
    "'',''"
  })
  void aFileForTheWire(String file, String wire) throws IOException {
    for (int piece = 1; piece < 4; piece++) {
      assertThat(toWire(bytes(file), piece)).isEqualTo(bytes(wire));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a^~, a~",
    "^~^~, ~~",
    "^^~, ^~",
    "^, ^",
    "a^b, a^b",
    "a~b, a~b",
    "^^, ^^",
    "^~^, ~^",
    "'',''"
  })
  void theWireForAFile(String wire, String file) throws IOException {
    for (int piece = 1; piece < 4; piece++) {
      assertThat(fromWire(bytes(wire), piece)).isEqualTo(bytes(file));
    }
  }

  private static byte[] bytes(String text) {
    return text.replace('^', '\r').replace('~', '\n').getBytes(ISO_8859_1);
  }

  @Test
  void randomTextRoundTripsAtAnyBufferBoundary() throws IOException {
    Random random = new Random(33);
    for (int i = 0; i < 300; i++) {
      byte[] text = new byte[random.nextInt(100_000) >> random.nextInt(12)];
      for (int j = 0; j < text.length; j++) {
        text[j] = (byte) "ab\n\n".charAt(random.nextInt(4));
      }
      byte[] wire = toWire(text, 1 + random.nextInt(40_000));
      assertThat(wire).hasSize(text.length + lineFeeds(text));
      assertThat(fromWire(wire, 1 + random.nextInt(40_000))).isEqualTo(text);
    }
  }

  @Test
  void aCarriageReturnAtABufferBoundaryIsKept() throws IOException {
    for (int size = (32 << 10) - 3; size < (32 << 10) + 3; size++) {
      byte[] wire = bytes("x".repeat(size) + "^~^~^^~y^");
      assertThat(fromWire(wire, wire.length)).isEqualTo(bytes("x".repeat(size) + "~~^~y^"));
      byte[] file = bytes("x".repeat(size) + "~^~~");
      assertThat(toWire(file, 64 << 10)).isEqualTo(bytes("x".repeat(size) + "^~^~^~"));
    }
  }

  private static int lineFeeds(byte[] text) {
    int count = 0;
    for (byte b : text) {
      count += b == '\n' ? 1 : 0;
    }
    return count;
  }

  private static byte[] toWire(byte[] file, int piece) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(piece);
    try (ReadableByteChannel wire =
        AsciiStreams.toWire(Channels.newChannel(new ByteArrayInputStream(file)))) {
      while (wire.read(buffer) >= 0) {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
    return out.toByteArray();
  }

  private static byte[] fromWire(byte[] wire, int piece) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (WritableByteChannel file = AsciiStreams.fromWire(Channels.newChannel(out))) {
      for (int i = 0; i < wire.length; i += piece) {
        file.write(ByteBuffer.wrap(wire, i, Math.min(piece, wire.length - i)));
      }
    }
    return out.toByteArray();
  }

  @Test
  void overTheWireByteByByte() throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      Socket data = client.passive();
      data.setTcpNoDelay(true);
      client.say("STOR a").expect(150);
      for (byte b : bytes("one^~two^~~^^~last^")) {
        data.getOutputStream().write(b);
      }
      data.close();
      client.expect(226);
      assertThat(Files.readAllBytes(ftp.path("/a"))).isEqualTo(bytes("one~two~~^~last^"));
      assertThat(client.download("RETR a")).isEqualTo(bytes("one^~two^~^~^~last^"));
      client.upload("APPE a", bytes("x^~"));
      assertThat(Files.readAllBytes(ftp.path("/a"))).isEqualTo(bytes("one~two~~^~last^x~"));
    }
  }
}
