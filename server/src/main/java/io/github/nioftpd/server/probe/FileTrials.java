package io.github.nioftpd.server.probe;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Presence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;

/** The part of a probe about files, directories and their times. Used by one thread. */
final class FileTrials {

  private static final Instant TIME = Instant.parse("2001-02-03T04:05:06.123456789Z");

  private final Trials trials;
  private final Path scratch;

  FileTrials(Trials trials, Path scratch) {
    this.trials = trials;
    this.scratch = scratch;
  }

  void run() {
    files();
    times();
    renames();
    removals();
  }

  private void files() {
    Path file = scratch.resolve("file");
    wholeFiles(file);
    partsOfFiles(file);
    trials.optional("copy a file (SITE CPTO)", () -> copy(file));
  }

  private void wholeFiles(Path file) {
    trials.needed(
        "upload a file",
        Capability.WRITE,
        () -> holds(write(file, "first content"), "first content"));
    trials.needed("replace a file", Capability.WRITE, () -> holds(write(file, "0123"), "0123"));
    trials.needed(
        "download from an offset (REST, RETR)",
        () -> {
          try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer two = ByteBuffer.allocate(2);
            channel.position(2);
            while (two.hasRemaining() && channel.read(two) >= 0) {}
            return same(new String(two.array(), StandardCharsets.UTF_8), "23");
          }
        });
    trials.needed(
        "upload only a new file (STOU)",
        Capability.WRITE,
        () -> {
          Files.writeString(scratch.resolve("new"), "x", CREATE_NEW, WRITE);
          try {
            Files.writeString(file, "other", CREATE_NEW, WRITE);
          } catch (FileAlreadyExistsException e) {
            return holds(file, "0123");
          }
          throw new IOException("an existing file was replaced");
        });
  }

  private void partsOfFiles(Path file) {
    trials.needed(
        "append to a file (APPE)",
        Capability.APPEND,
        () -> {
          Files.writeString(file, "45", APPEND);
          return holds(file, "012345");
        });
    trials.needed(
        "resume an upload (REST, STOR)",
        Capability.RESUME,
        () -> {
          try (SeekableByteChannel channel = Files.newByteChannel(write(file, "abcd"), WRITE)) {
            channel.position(2);
            channel.write(StandardCharsets.UTF_8.encode("XYZ"));
          }
          return holds(file, "abXYZ");
        });
  }

  private String copy(Path file) throws IOException {
    String content = Files.readString(file);
    return holds(Files.copy(file, scratch.resolve("copy")), content);
  }

  private void times() {
    Path file = scratch.resolve("file");
    trials.needed("set the time of a file (MFMT)", Capability.SET_TIME, () -> setTime(file));
    trials.needed(
        "set the time of a directory", Capability.SET_DIRECTORY_TIME, () -> setTime(scratch));
    trials.needed(
        "set the mode (SITE CHMOD)",
        Capability.MODES,
        () -> {
          Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rw-r-----");
          Files.setPosixFilePermissions(file, mode);
          Trials.check(
              Files.getPosixFilePermissions(file).equals(mode), "the mode read back differs");
          return "";
        });
    trials.optional(
        "free space (AVBL)",
        () -> {
          long space = Files.getFileStore(scratch).getUsableSpace();
          Trials.check(space > 0, "none");
          return "";
        });
  }

  /** The precision that is kept is the detail. */
  private static String setTime(Path path) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(TIME));
    Instant kept = Files.getLastModifiedTime(path).toInstant();
    Trials.check(kept.getEpochSecond() == TIME.getEpochSecond(), "the time read back is " + kept);
    return kept.getNano() == 0
        ? "to the second"
        : kept.getNano() == TIME.getNano() ? "to the nanosecond" : "to a fraction of a second";
  }

  private void renames() {
    Path file = scratch.resolve("file");
    Path renamed = scratch.resolve("renamed");
    trials.needed(
        "rename a file",
        Capability.RENAME,
        () -> {
          String content = Files.readString(file);
          Files.move(file, renamed);
          Trials.check(!Presence.exists(file), "it still exists under the old name");
          return holds(renamed, content);
        });
    trials.needed(
        "rename over a file",
        Capability.RENAME,
        () -> {
          Path other = write(scratch.resolve("other"), "other");
          return holds(Files.move(other, renamed, StandardCopyOption.REPLACE_EXISTING), "other");
        });
    trials.needed(
        "rename a directory with a file in it",
        Capability.RENAME_DIRECTORY,
        () -> {
          Path directory = Files.createDirectory(scratch.resolve("directory"));
          write(directory.resolve("file"), "content");
          Path moved = Files.move(directory, scratch.resolve("moved"));
          Trials.check(!Presence.exists(directory), "it still exists under the old name");
          return holds(moved.resolve("file"), "content");
        });
  }

  private void removals() {
    trials.needed(
        "refuse to delete a non-empty directory (RMD)",
        Capability.DELETE,
        () -> {
          Path directory = Files.createDirectory(scratch.resolve("full"));
          write(directory.resolve("file"), "content");
          try {
            Files.delete(directory);
          } catch (DirectoryNotEmptyException e) {
            return holds(directory.resolve("file"), "content");
          }
          throw new IOException("it was deleted");
        });
    trials.needed(
        "delete a file and a directory",
        Capability.DELETE,
        () -> {
          Path directory = Files.createDirectory(scratch.resolve("gone"));
          Path file = write(directory.resolve("file"), "content");
          Files.delete(file);
          Files.delete(directory);
          Trials.check(!Presence.exists(file) && !Presence.exists(directory), "it still exists");
          return "";
        });
  }

  private static Path write(Path file, String content) throws IOException {
    return Files.writeString(file, content);
  }

  private static String holds(Path file, String content) throws IOException {
    return same(Files.readString(file), content);
  }

  private static String same(String read, String expected) throws IOException {
    Trials.check(read.equals(expected), "the content read back differs");
    return "";
  }
}
