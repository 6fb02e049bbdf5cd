package io.github.nioftpd.fs.mount;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.PartFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.UUID;

/**
 * The copying of files from one mount to another, by content. A copy appears whole or not at all:
 * where an upload can be given up it is written under its name, elsewhere under a name beside it.
 * Used by one thread.
 */
final class FileCopy {

  private static final int BUFFER = 256 << 10;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private boolean publishesWhole;

  /** Copies a file. An existing target is replaced, or makes the copy fail. */
  void content(MountedPath source, MountedPath target, boolean replace) throws IOException {
    try (SeekableByteChannel in = source.on(path -> Files.newByteChannel(path, READ))) {
      if (publishesWhole && !replace) {
        direct(in, target, false);
      } else if (target.capabilities().contains(Capability.RENAME)) {
        beside(in, target, replace);
      } else {
        straight(in, target, replace);
      }
    }
  }

  private static Set<OpenOption> options(boolean replace) {
    return replace ? Set.of(WRITE, CREATE, TRUNCATE_EXISTING) : Set.of(WRITE, CREATE_NEW);
  }

  private static SeekableByteChannel open(MountedPath target, boolean replace) throws IOException {
    return target.on(path -> Files.newByteChannel(path, options(replace)));
  }

  private void beside(SeekableByteChannel in, MountedPath target, boolean replace)
      throws IOException {
    Beside beside = beside(target);
    MountedPath part = beside.part();
    SeekableByteChannel out = beside.out();
    if (out instanceof Abortable abortable && abortable.isAtomic() && !isLink(target, replace)) {
      abortable.discard();
      publishesWhole = true;
      direct(in, target, replace);
      return;
    }
    CopyOption[] options = replace ? new CopyOption[] {REPLACE_EXISTING} : new CopyOption[0];
    try {
      fill(in, out, target);
      target.on(path -> Files.move(part.inner(), path, options));
    } catch (IOException | RuntimeException e) {
      undo(part, e);
      throw e;
    }
  }

  /** A new file in the directory of the target. */
  private record Beside(MountedPath part, SeekableByteChannel out) {}

  /** Another nioftpd, reached by FTP, refuses the names of part files. */
  private static Beside beside(MountedPath target) throws IOException {
    MountedPath part = target.sibling(PartFile.name());
    try {
      return new Beside(part, open(part, false));
    } catch (FileSystemException e) {
      MountedPath other = target.sibling("." + UUID.randomUUID());
      return new Beside(other, open(other, false));
    }
  }

  /** A link is replaced, as by a rename; an upload would go to the file that it leads to. */
  private static boolean isLink(MountedPath target, boolean replace) throws IOException {
    return replace
        && Rename.existing(target).map(BasicFileAttributes::isSymbolicLink).orElse(false);
  }

  private void direct(SeekableByteChannel in, MountedPath target, boolean replace)
      throws IOException {
    SeekableByteChannel out = open(target, replace);
    if (!(out instanceof Abortable abortable)) {
      finish(in, out, target);
      return;
    }
    try {
      pump(in, out, target);
    } catch (IOException | RuntimeException e) {
      discard(abortable, e);
      throw e;
    }
    target.on(path -> close(path, out));
  }

  private static void discard(Abortable upload, Exception failure) {
    try {
      upload.discard();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Where nothing can be renamed, a copy that breaks off is removed. */
  private void straight(SeekableByteChannel in, MountedPath target, boolean replace)
      throws IOException {
    finish(in, open(target, replace), target);
  }

  private void finish(SeekableByteChannel in, SeekableByteChannel out, MountedPath target)
      throws IOException {
    try {
      fill(in, out, target);
    } catch (IOException | RuntimeException e) {
      undo(target, e);
      throw e;
    }
  }

  private void fill(SeekableByteChannel in, SeekableByteChannel out, MountedPath target)
      throws IOException {
    try (out) {
      pump(in, out, target);
    }
  }

  private void pump(SeekableByteChannel in, SeekableByteChannel out, MountedPath target)
      throws IOException {
    while (in.read(buffer.clear()) >= 0) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        target.on(path -> out.write(buffer));
      }
    }
  }

  private static Path close(Path path, SeekableByteChannel channel) throws IOException {
    channel.close();
    return path;
  }

  /** Gives a copy the time of its source, if the mount supports it. */
  void time(MountedPath target, BasicFileAttributes attributes) throws IOException {
    Capability needed =
        attributes.isDirectory() ? Capability.SET_DIRECTORY_TIME : Capability.SET_TIME;
    if (target.capabilities().contains(needed)) {
      target.on(path -> Files.setLastModifiedTime(path, attributes.lastModifiedTime()));
    }
  }

  static Path delete(Path path) throws IOException {
    Files.delete(path);
    return path;
  }

  /** Removes incomplete copies after a failure. */
  static void undo(MountedPath made, Exception failure) {
    try {
      made.on(Files::deleteIfExists);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  static void requireUnchanged(MountedPath source, BasicFileAttributes before) throws IOException {
    BasicFileAttributes now = Rename.attributes(source);
    if (now.size() != before.size() || !now.lastModifiedTime().equals(before.lastModifiedTime())) {
      throw new FileSystemException(
          source.path().toString(), null, "it changed while it was copied");
    }
  }

  /** Whether a source whose removal failed is there for certain. */
  static boolean isStillThere(MountedPath source) {
    try {
      return Rename.attributes(source).size() >= 0;
    } catch (IOException | RuntimeException e) {
      return false; // then the copy is the only one
    }
  }
}
