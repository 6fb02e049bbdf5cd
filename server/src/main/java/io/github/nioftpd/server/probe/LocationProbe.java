package io.github.nioftpd.server.probe;

import io.github.nioftpd.fs.Backend;
import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Finding;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.server.homes.Locations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Tries once what a server needs of a location, in a directory of its own that it removes. Where
 * nothing can be changed it only reads. Used by one thread.
 */
public final class LocationProbe {

  private static final String PREFIX = ".nioftpd-probe-";
  private static final int MOST_ENTRIES = 1000;

  private final Locations.Served served;
  private final Consumer<Finding> report;
  private final Trials trials;
  private final Path root;
  private final Path scratch;

  public LocationProbe(Locations.Served served, Consumer<Finding> report) {
    FileSystem fileSystem = served.fileSystem();
    this.served = served;
    this.report = report;
    this.trials = new Trials(Capabilities.of(fileSystem), report);
    this.root = fileSystem.getPath("/");
    this.scratch = root.resolve(PREFIX + UUID.randomUUID());
  }

  /** Whether the location can be changed, so that a probe may write. */
  static boolean isWritable(Locations.Served served) {
    return Capabilities.of(served.fileSystem()).contains(Capability.WRITE);
  }

  /** Tries everything; only reading where nothing is to be written. */
  public void run(boolean readOnly) {
    boolean listed = trials.needed("list the root", this::listRoot);
    if (readOnly) {
      if (listed) {
        trials.optional("download a file", this::readSome);
      }
      return;
    }
    try {
      if (trials.needed("create a directory", this::makeScratch)) {
        new FileTrials(trials, scratch).run();
        new NameTrials(trials, scratch).run();
      }
      Backend backend = Locations.backends().get(served.scheme());
      if (backend != null) {
        backend.examine(scratch, report);
      }
    } finally {
      clean();
    }
  }

  private String listRoot() throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      boolean unused = entries.iterator().hasNext();
      return "";
    }
  }

  /** Reads the first file there is, from its beginning and from within. */
  private String readSome() throws IOException {
    int seen = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        if (++seen > MOST_ENTRIES) {
          break;
        }
        if (Presence.of(entry).filter(BasicFileAttributes::isRegularFile).isPresent()) {
          try (SeekableByteChannel channel = Files.newByteChannel(entry)) {
            channel.position(channel.size() / 2);
            int unused = channel.read(ByteBuffer.allocate(1));
          }
          return "from the middle of " + entry.getFileName();
        }
      }
    }
    throw new IOException("not tried: the root directory contains no file");
  }

  private String makeScratch() throws IOException {
    Files.createDirectory(scratch);
    Trials.check(Presence.isDirectory(scratch), "it does not exist afterwards");
    return "";
  }

  private void clean() {
    try {
      if (Presence.exists(scratch)) {
        remove(scratch);
      }
    } catch (IOException | RuntimeException e) {
      report.accept(
          new Finding(
              "delete the directory of the probe",
              Finding.Verdict.FAILS,
              "delete " + scratch + " by hand: " + Trials.reason(e)));
    }
  }

  /** Removes a tree, of which something may be gone already: some stores list it for a moment. */
  private static void remove(Path path) throws IOException {
    try {
      if (Presence.isDirectory(path)) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
          for (Path entry : entries) {
            remove(entry);
          }
        }
      }
      Files.delete(path);
    } catch (NoSuchFileException e) {
      // gone
    }
  }
}
