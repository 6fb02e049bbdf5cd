package io.github.nioftpd.fs.local;

import io.github.nioftpd.spi.Backend;
import io.github.nioftpd.spi.Capability;
import io.github.nioftpd.spi.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

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
  public String describe(FileSystem fileSystem) {
    if (fileSystem instanceof LocalFileSystem local) {
      return local.description();
    }
    throw new IllegalArgumentException("This file system was not opened by the file backend.");
  }

  @Override
  public Map<String, Set<Capability>> kinds() {
    return Map.of("file:///srv/ftp", Capability.ALL);
  }
}
