package io.github.nioftpd.fs.memory;

import io.github.nioftpd.fs.Backend;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Settings;
import java.net.URI;
import java.nio.file.FileSystem;
import java.util.Map;
import java.util.Set;

/**
 * Serves memory: {@code memory:}, {@code memory:?size=512m&entries=100000}.
 *
 * <p>{@code size} is the limit of all files together, in bytes or with k, m or g behind the number;
 * {@code entries} the limit of files and directories together. Both default to what fits
 * comfortably into the heap.
 */
public final class MemoryBackend implements Backend {

  /** Makes the backend, for {@link java.util.ServiceLoader}. */
  public MemoryBackend() {}

  @Override
  public String scheme() {
    return "memory";
  }

  @Override
  public FileSystem open(URI location, Map<String, String> settings) {
    if (!location.getSchemeSpecificPart().matches("/*")) {
      throw new IllegalArgumentException(
          "the location \""
              + location
              + "\" has a path, but memory has none: write memory: or memory:?size=512m");
    }
    Settings values = new Settings("memory", settings);
    long size = values.size("size", 0, 1L << 60, MemoryFileSystem.defaultSize());
    long entries = values.size("entries", 0, Integer.MAX_VALUE, MemoryFileSystem.defaultEntries());
    values.refuseOthers();
    return MemoryFileSystem.open(size, (int) entries);
  }

  @Override
  public Map<String, Set<Capability>> kinds() {
    return Map.of("memory:", Capability.ALL);
  }
}
