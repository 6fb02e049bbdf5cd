package io.github.nioftpd.server.logs;

import io.github.nioftpd.server.config.LogSection.RotationSection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * A file that is put aside when it is large or old: {@code log} becomes {@code log.1}, that becomes
 * {@code log.2}, and so on; the last is removed.
 */
final class FileSink implements Sink {

  private final Path file;
  private final RotationSection rotation;
  private @Nullable FileChannel channel;
  private long size;
  private LocalDate period = LocalDate.EPOCH;

  /**
   * Opens a file for appending and creates it if necessary.
   *
   * @param file where it is
   * @param rotation when it is put aside
   * @throws IOException when it cannot be opened
   */
  FileSink(Path file, RotationSection rotation) throws IOException {
    this.file = file;
    this.rotation = rotation;
    open();
  }

  private FileChannel open() throws IOException {
    boolean old = Files.exists(file) && Files.size(file) > 0;
    FileChannel opened =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    channel = opened;
    size = opened.size();
    period = begin(old ? Files.getLastModifiedTime(file).toInstant() : Instant.now());
    return opened;
  }

  /** The first day of the time in which all lines go to the same file. */
  private LocalDate begin(Instant time) {
    LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
    return switch (rotation.every()) {
      case NEVER -> LocalDate.EPOCH;
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  @Override
  public void write(Line line) throws IOException {
    byte[] bytes = (line.text() + "\n").getBytes(StandardCharsets.UTF_8);
    FileChannel current = channel == null ? open() : channel;
    if (size > 0 && isOver(line.time(), bytes.length)) {
      current = rotate();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      size += current.write(buffer);
    }
  }

  private boolean isOver(Instant time, int more) {
    long most = rotation.size().bytes();
    boolean large = most > 0 && size + more > most;
    return large || begin(time).isAfter(period);
  }

  private FileChannel rotate() throws IOException {
    close();
    Files.deleteIfExists(aside(rotation.keep()));
    for (int number = rotation.keep() - 1; number >= 0; number--) {
      Path from = number == 0 ? file : aside(number);
      if (Files.exists(from)) {
        Files.move(from, aside(number + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return open();
  }

  private Path aside(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
