package io.github.nioftpd.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Finds out what a file system can do by doing it, on files of its own. Believes only what can be
 * seen afterwards: some providers report success for what they do not do. Used by one thread.
 */
final class CapabilityProbe {

  private static final FileTime TIME = FileTime.fromMillis(981_173_106_000L);
  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-r-----");

  private final Path file;
  private final Path renamed;
  private final Path directory;
  private final Path renamedDirectory;
  private final Set<Capability> found = EnumSet.noneOf(Capability.class);

  /** One thing that is tried. */
  @FunctionalInterface
  private interface Trial {
    /** Performs the operation, and returns whether the result is visible. */
    boolean works() throws IOException;
  }

  CapabilityProbe(Path place) {
    String name = ".nioftpd-probe-" + UUID.randomUUID();
    this.file = place.resolve(name + ".a");
    this.renamed = place.resolve(name + ".b");
    this.directory = place.resolve(name + ".c");
    this.renamedDirectory = place.resolve(name + ".d");
  }

  Set<Capability> run() {
    Path last = file;
    if (works(Capability.WRITE, () -> holds(Files.writeString(file, "ab"), "ab"))) {
      works(Capability.APPEND, () -> holds(written(2, "c", APPEND), "abc"));
      String before = found.contains(Capability.APPEND) ? "abc" : "ab";
      works(Capability.RESUME, () -> holds(written(1, "X", WRITE), "aX" + before.substring(2)));
      works(Capability.SET_TIME, () -> isSet(file));
      works(Capability.MODES, this::hasMode);
      if (works(
          Capability.RENAME, () -> Presence.exists(Files.move(file, renamed)) && isGone(file))) {
        last = renamed;
      }
      Path rest = last;
      works(Capability.DELETE, () -> isDeleted(rest));
    }
    if (works(
        Capability.MAKE_DIRECTORY, () -> Presence.isDirectory(Files.createDirectory(directory)))) {
      works(Capability.SET_DIRECTORY_TIME, () -> isSet(directory));
      works(Capability.RENAME_DIRECTORY, this::movesWhatIsInside);
    }
    for (Path path :
        new Path[] {
          renamed,
          file,
          renamedDirectory.resolve("x"),
          directory.resolve("x"),
          renamedDirectory,
          directory
        }) {
      remove(path);
    }
    return Collections.unmodifiableSet(found);
  }

  private boolean works(Capability capability, Trial trial) {
    boolean works;
    try {
      works = trial.works();
    } catch (IOException | RuntimeException e) { // providers differ in how they say no
      works = false;
    }
    if (works) {
      found.add(capability);
    }
    return works;
  }

  private Path written(long position, String text, OpenOption option) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file, option)) {
      if (option == WRITE) {
        channel.position(position);
      }
      ByteBuffer bytes = UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    return file;
  }

  private static boolean holds(Path path, String content) throws IOException {
    return Files.readString(path).equals(content);
  }

  private static boolean isSet(Path path) throws IOException {
    Files.setLastModifiedTime(path, TIME);
    return Files.getLastModifiedTime(path).equals(TIME);
  }

  private boolean hasMode() throws IOException {
    return Files.getPosixFilePermissions(Files.setPosixFilePermissions(file, MODE)).equals(MODE);
  }

  private static boolean isGone(Path path) throws IOException {
    return !Presence.exists(path);
  }

  private static boolean isDeleted(Path path) throws IOException {
    Files.delete(path);
    return isGone(path);
  }

  private boolean movesWhatIsInside() throws IOException {
    Files.writeString(directory.resolve("x"), "x");
    Files.move(directory, renamedDirectory);
    return holds(renamedDirectory.resolve("x"), "x") && isGone(directory);
  }

  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException | RuntimeException e) {
      // the failure to remove it was counted
    }
  }
}
