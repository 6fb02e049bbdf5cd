package io.github.nioftpd.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.fs.RandomCases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AsciiStreamsTest {

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "a, a",
    "a^, a$^",
    "^, $^",
    "^^, $^$^",
    "a$^b, a$^b",
    "a$b, a$b",
    "a$, a$",
    "$$^, $$^",
    "$^^, $^$^",
    "a^$b, a$^$b",
  })
  void onTheWireLinesEndWithCrLf(String file, String wire) throws IOException {
    for (int chunk = 1; chunk < 5; chunk++) {
      for (int target = 1; target < 5; target++) {
        assertThat(toWire(ends(file), chunk, target)).isEqualTo(ends(wire));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "a, a",
    "a$^, a^",
    "a^, a^",
    "$^$^, ^^",
    "a$b, a$b",
    "a$, a$",
    "$, $",
    "$$, $$",
    "$$^, $^",
    "$$$^$, $$^$",
    "^$, ^$",
  })
  void inTheFileLinesEndWithLf(String wire, String file) throws IOException {
    for (int chunk = 1; chunk < 5; chunk++) {
      assertThat(fromWire(ends(wire), chunk)).isEqualTo(ends(file));
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.nioftpd.fs.RandomCases#seeds")
  void aUnixFileRoundTrips(RandomCases cases) throws IOException {
    for (int i = 0; i < 500; i++) {
      String file = cases.text("a\n\0", 40);
      int chunk = cases.between(1, 9);
      String wire = toWire(file, chunk, chunk);
      assertThat(wire).isEqualTo(file.replace("\n", "\r\n"));
      assertThat(fromWire(wire, chunk)).isEqualTo(file);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.nioftpd.fs.RandomCases#seeds")
  void chunkBoundariesMakeNoDifference(RandomCases cases) throws IOException {
    for (int i = 0; i < 500; i++) {
      String bytes = cases.text("a\r\n", 40);
      int chunk = cases.between(1, 9);
      assertThat(toWire(bytes, chunk, cases.between(1, 9)))
          .isEqualTo(bytes.replaceAll("(?<!\r)\n", "\r\n"))
          .doesNotContainPattern("[^\r]\n");
      assertThat(fromWire(bytes, chunk)).isEqualTo(bytes.replace("\r\n", "\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-3, -2, -1, 0, 1, 2, 3})
  void bufferBoundariesMakeNoDifference(int shift) throws IOException {
    String filler = "x".repeat((32 << 10) + shift);
    for (String edge : new String[] {"\r\n", "\n", "\r", "\r\r\n", "\n\n\n"}) {
      String bytes = filler + edge + filler + edge;
      assertThat(toWire(bytes, 1 << 20, 1 << 20)).isEqualTo(bytes.replaceAll("(?<!\r)\n", "\r\n"));
      assertThat(fromWire(bytes, 1 << 20)).isEqualTo(bytes.replace("\r\n", "\n"));
    }
  }

  @Test
  void aChannelWithShortWritesLosesNothing() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    WritableByteChannel slow = new Slow(Channels.newChannel(file));
    try (WritableByteChannel converted = AsciiStreams.fromWire(slow)) {
      converted.write(ByteBuffer.wrap("a\r\nb\r\n\r".getBytes(ISO_8859_1)));
    }
    assertThat(file.toString(ISO_8859_1)).isEqualTo("a\nb\n\r");
    assertThat(slow.isOpen()).isTrue();
  }

  private static String ends(String text) {
    return text.replace('$', '\r').replace('^', '\n');
  }

  private static String toWire(String file, int chunk, int target) throws IOException {
    StringBuilder wire = new StringBuilder();
    ReadableByteChannel converted =
        AsciiStreams.toWire(new Chunked(ByteBuffer.wrap(file.getBytes(ISO_8859_1)), chunk));
    ByteBuffer buffer = ByteBuffer.allocate(target);
    while (converted.read(buffer) >= 0) {
      buffer.flip();
      assertThat(buffer.hasRemaining()).as("progress").isTrue();
      wire.append(ISO_8859_1.decode(buffer));
      buffer.clear();
    }
    return wire.toString();
  }

  private static String fromWire(String wire, int chunk) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (WritableByteChannel converted = AsciiStreams.fromWire(Channels.newChannel(file))) {
      byte[] bytes = wire.getBytes(ISO_8859_1);
      for (int i = 0; i < bytes.length; i += chunk) {
        int length = Math.min(chunk, bytes.length - i);
        assertThat(converted.write(ByteBuffer.wrap(bytes, i, length))).isEqualTo(length);
      }
    }
    return file.toString(ISO_8859_1);
  }

  /** Yields a few bytes at a time. */
  private record Chunked(ByteBuffer bytes, int chunk) implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer target) {
      int count = Math.min(Math.min(chunk, bytes.remaining()), target.remaining());
      if (count == 0) {
        return bytes.hasRemaining() ? 0 : -1;
      }
      target.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** Takes one byte at a time. */
  private record Slow(WritableByteChannel target) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer source) throws IOException {
      return target.write(ByteBuffer.wrap(new byte[] {source.get()}));
    }

    @Override
    public boolean isOpen() {
      return target.isOpen();
    }

    @Override
    public void close() throws IOException {
      target.close();
    }
  }
}
