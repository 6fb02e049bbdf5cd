package io.github.nioftpd.fs.local;

import io.github.nioftpd.spi.Backend;
import io.github.nioftpd.spi.Capability;
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
 * follow}; {@code atomic-uploads} is {@code false} (the default) or {@code true}.
 */
public final class LocalBackend implements Backend {

  private static final Set<String> SETTINGS = Set.of("symlinks", "atomic-uploads");

  /** Makes the backend; the {@link java.util.ServiceLoader} calls it. */
  public LocalBackend() {}

  @Override
  public String scheme() {
    return "file";
  }

  @Override
  public FileSystem open(URI location, Map<String, String> settings) throws IOException {
    for (String name : settings.keySet()) {
      if (!SETTINGS.contains(name)) {
        throw new IllegalArgumentException(
            "A local directory has no setting \"" + name + "\", only symlinks and atomic-uploads.");
      }
    }
    Path root = directory(location);
    Symlinks policy = Symlinks.named(settings.getOrDefault("symlinks", "within-root"));
    boolean atomicUploads = truth(settings.getOrDefault("atomic-uploads", "false"));
    return LocalFileSystem.open(root, policy, atomicUploads);
  }

  private static Path directory(URI location) {
    try {
      return Path.of(location);
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new IllegalArgumentException(
          "A local directory is written file:/srv/ftp, not \"" + location + "\".", e);
    }
  }

  private static boolean truth(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "atomic-uploads is true or false, not \"" + value + "\".");
    };
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
