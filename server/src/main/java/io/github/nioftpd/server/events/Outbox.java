package io.github.nioftpd.server.events;

import io.github.nioftpd.fs.PrivateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Messages on disk that wait for delivery in order, one file each. A message is on disk when {@link
 * #add} returns, and stays there until it is removed, whatever happens to the process.
 *
 * <p>Safe for use by several threads; one of them takes.
 */
final class Outbox {

  /** The maximum number of waiting messages. */
  static final int CAPACITY = 100_000;

  private static final String SUFFIX = ".json";
  private static final String PART = ".part";

  private final Path directory;
  private final BlockingQueue<Path> waiting = new LinkedBlockingQueue<>(CAPACITY);
  private final AtomicLong last = new AtomicLong();

  /** Opens a directory, which is created if necessary; messages in it wait for delivery. */
  Outbox(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory.resolve("failed"));
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        if (isMessage(file)) {
          waiting.offer(file); // beyond the capacity: at the next start
          last.set(number(file));
        } else if (file.toString().endsWith(PART)) {
          Files.delete(file); // its writing was not acknowledged
        }
      }
    }
  }

  private static boolean isMessage(Path file) {
    return file.getFileName().toString().matches("[0-9]{19}\\.json");
  }

  private static long number(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }

  /**
   * Adds a message.
   *
   * @return false when there is no room
   * @throws IOException when it cannot be written; it will not be sent then
   */
  boolean add(String message) throws IOException {
    if (waiting.remainingCapacity() == 0) {
      return false;
    }
    String name = String.format("%019d", last.incrementAndGet());
    Path part = directory.resolve(name + PART);
    try (FileChannel file = PrivateFile.open(part)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(message);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    Path complete = directory.resolve(name + SUFFIX);
    Files.move(part, complete, StandardCopyOption.ATOMIC_MOVE);
    sync(directory);
    return waiting.offer(complete);
  }

  /** The name of a new file is as safe as its content only when its directory was written, too. */
  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Waits for the oldest message, which stays in the outbox. */
  Path next() throws InterruptedException {
    return waiting.take();
  }

  /** The content of a message, or empty if it was removed. */
  Optional<String> read(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  /** Removes a message that was sent. */
  void remove(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  /** Puts a message aside that will not be sent. */
  void setAside(Path file) throws IOException {
    Files.move(
        file,
        directory.resolve("failed").resolve(file.getFileName()),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** The number of waiting messages, without the one being sent. */
  int size() {
    return waiting.size();
  }
}
