package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.Backend;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Finding;
import io.github.nioftpd.fs.Finding.Verdict;
import io.github.nioftpd.fs.Located;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.fs.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The backend of {@code file:/srv/ftp}: a directory of the local disk.
 *
 * <p>Settings: {@code symlinks} is {@code within-root} (the default), {@code none} or {@code
 * follow}; {@code atomic-uploads} is {@code false} (the default) or {@code true}; {@code sync} is
 * {@code none} (the default) or {@code on-close}.
 */
public final class LocalBackend implements Backend {

  /** Makes the backend; the {@link java.util.ServiceLoader} calls it. */
  public LocalBackend() {}

  @Override
  public String scheme() {
    return "file";
  }

  @Override
  public FileSystem open(URI location, Map<String, String> settings) throws IOException {
    Settings values = new Settings("file", settings);
    Symlinks policy = values.choice("symlinks", Symlinks.WITHIN_ROOT, Symlinks::named);
    boolean atomicUploads = values.flag("atomic-uploads", false);
    Sync sync = values.choice("sync", Sync.NONE, Sync::named);
    values.refuseOthers();
    return LocalFileSystem.open(directory(location), policy, atomicUploads, sync);
  }

  private static Path directory(URI location) {
    try {
      return Path.of(location);
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new IllegalArgumentException(
          "A local directory is written file:/srv/ftp, not \"" + location + "\".", e);
    }
  }

  @Override
  public Map<String, Set<Capability>> kinds() {
    return Map.of("file:///srv/ftp", Capability.ALL);
  }

  /** Tries symbolic links, which no client can make. */
  @Override
  public void examine(Path directory, Consumer<Finding> report) {
    Located.of(directory).map(Path::of).ifPresent(host -> examine(directory, host, report));
  }

  private static void examine(Path directory, Path host, Consumer<Finding> report) {
    List<Path> made = new ArrayList<>();
    try {
      Path inside = Files.createFile(host.resolve("link-target"));
      made.add(inside);
      Path outside = Files.createTempFile("nioftpd-probe", "");
      made.add(outside);
      made.add(Files.createSymbolicLink(host.resolve("link-in"), inside.getFileName()));
      made.add(Files.createSymbolicLink(host.resolve("link-out"), outside));
      report.accept(link("symbolic links within the root", directory.resolve("link-in")));
      report.accept(link("symbolic links out of the root", directory.resolve("link-out")));
    } catch (NoSuchFileException e) {
      return; // the directory could not be made, which the probe reports
    } catch (IOException | UnsupportedOperationException e) {
      report.accept(new Finding("symbolic links", Verdict.LACKS, "none can be made on this disk"));
    } finally {
      made.reversed().forEach(LocalBackend::remove);
    }
  }

  private static Finding link(String subject, Path link) {
    boolean followed;
    try {
      followed = Presence.exists(link);
    } catch (IOException e) {
      followed = false;
    }
    return new Finding(subject, Verdict.WORKS, followed ? "followed" : "not followed");
  }

  private static void remove(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      // the end of the probe finds it, unless it is in the directory for temporary files
    }
  }
}
