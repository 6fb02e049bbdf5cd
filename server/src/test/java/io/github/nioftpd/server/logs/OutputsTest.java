package io.github.nioftpd.server.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.server.config.LogSection.Every;
import io.github.nioftpd.server.config.LogSection.Facility;
import io.github.nioftpd.server.config.LogSection.RotationSection;
import io.github.nioftpd.server.config.LogSection.SyslogFormat;
import io.github.nioftpd.server.config.LogSection.SyslogSection;
import io.github.nioftpd.server.config.Size;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Log outputs, and their behaviour when slow or full. */
@Timeout(300)
final class OutputsTest {

  @TempDir Path directory;

  private static Line line(String text) {
    return new Line(Instant.parse("2026-11-03T01:02:03.456Z"), Line.INFORMATIONAL, text);
  }

  private static Line line(String text, String time) {
    return new Line(Instant.parse(time), Line.INFORMATIONAL, text);
  }

  private static Line lost(long count) {
    return line("lost " + count);
  }

  /** A sink that blocks until the test releases it. */
  private static final class SlowSink implements Sink {
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void write(Line line) throws IOException {
      writing.countDown();
      try {
        free.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      lines.add(line.text());
    }

    @Override
    public void close() {
      lines.add("closed");
    }
  }

  @Test
  void aSlowOutputDelaysNoSessionAndReportsLostLines() throws Exception {
    SlowSink sink = new SlowSink();
    try (Output output = new Output(sink, 3, OutputsTest::lost)) {
      output.log(line("1"));
      sink.writing.await();
      for (int i = 2; i <= 10; i++) {
        output.log(line(String.valueOf(i)));
      }
      assertThat(output.lost()).isEqualTo(6);
      sink.free.countDown();
    }
    assertThat(sink.lines).containsExactly("1", "lost 6", "2", "3", "4", "closed");
  }

  @Test
  void queuedLinesAreWrittenAtTheEnd() throws Exception {
    Path file = directory.resolve("log");
    RotationSection never = new RotationSection(new Size(0), Every.NEVER, 1);
    try (Output output = new Output(new FileSink(file, never), 1000, OutputsTest::lost)) {
      for (int i = 0; i < 1000; i++) {
        output.log(line("line " + i));
      }
    }
    assertThat(Files.readAllLines(file)).hasSize(1000).last().isEqualTo("line 999");
  }

  @Test
  void aFailedOutputIsRetried() throws Exception {
    Path place = directory.resolve("d");
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    Sink sink =
        new Sink() {
          @Override
          public void write(Line line) throws IOException {
            if (!Files.exists(place)) {
              Files.createFile(place);
              throw new IOException("disk full");
            }
            seen.add(line.text());
          }

          @Override
          public void close() {}
        };
    try (Output output = new Output(sink, 10, OutputsTest::lost)) {
      output.log(line("a"));
      output.log(line("b"));
    }
    assertThat(seen).containsExactly("lost 1", "b");
  }

  @Test
  void aLargeFileIsRotatedAndTheOldestIsRemoved() throws Exception {
    Path file = directory.resolve("log");
    try (FileSink sink = new FileSink(file, new RotationSection(new Size(10), Every.NEVER, 2))) {
      for (String text : List.of("aaaa", "bbbb", "cccc", "dddd", "eeee", "ffff", "gggg")) {
        sink.write(line(text));
      }
    }
    assertThat(file).hasContent("gggg\n");
    assertThat(directory.resolve("log.1")).hasContent("eeee\nffff\n");
    assertThat(directory.resolve("log.2")).hasContent("cccc\ndddd\n");
    assertThat(directory.resolve("log.3")).doesNotExist();
  }

  @Test
  void aFileOfYesterdayIsRotatedAlsoAfterARestart() throws Exception {
    Path file = Files.writeString(directory.resolve("log"), "old\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-02T23:00:00Z")));
    try (FileSink sink = new FileSink(file, new RotationSection(new Size(0), Every.DAY, 5))) {
      sink.write(line("new", "2026-11-03T00:00:00Z"));
      sink.write(line("later", "2026-11-03T23:59:59Z"));
    }
    assertThat(file).hasContent("new\nlater\n");
    assertThat(directory.resolve("log.1")).hasContent("old\n");
  }

  @Test
  void weeksBeginOnMondayAndMonthsOnTheFirst() throws Exception {
    for (Every every : List.of(Every.WEEK, Every.MONTH)) {
      Path file = Files.writeString(directory.resolve("log" + every), "old\n");
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-23T01:00:00Z")));
      try (FileSink sink = new FileSink(file, new RotationSection(new Size(0), every, 5))) {
        sink.write(line("same", "2026-11-29T23:00:00Z"));
        sink.write(line("next", "2026-12-01T00:00:00Z"));
      }
      assertThat(file).hasContent("next\n");
      assertThat(directory.resolve("log" + every + ".1")).hasContent("old\nsame\n");
    }
  }

  private static String received(SyslogFormat format, String text) throws IOException {
    try (DatagramSocket receiver =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      receiver.setSoTimeout(120_000);
      SyslogSection settings =
          new SyslogSection(
              (InetSocketAddress) receiver.getLocalSocketAddress(), format, Facility.FTP, "ftpd");
      try (SyslogSink sink = new SyslogSink(settings)) {
        sink.write(line(text));
        DatagramPacket packet = new DatagramPacket(new byte[10_000], 10_000);
        receiver.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
      }
    }
  }

  @Test
  void syslogGetsADatagramForEachLine() throws Exception {
    long pid = ProcessHandle.current().pid();
    assertThat(received(SyslogFormat.RFC5424, "héllo"))
        .matches("<94>1 2026-11-03T01:02:03\\.456Z \\S+ ftpd " + pid + " - - héllo");
    assertThat(received(SyslogFormat.RFC3164, "a\n  at b\n"))
        .matches("<94>Nov  3 [0-9:]{8} \\S+ ftpd\\[" + pid + "]: a \\| at b( \\| )?");
    String cut = received(SyslogFormat.RFC5424, "€".repeat(2000));
    assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(2040, 2048);
    assertThat(cut).endsWith("€");
  }
}
