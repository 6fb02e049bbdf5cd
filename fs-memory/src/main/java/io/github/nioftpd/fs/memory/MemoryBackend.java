package io.github.nioftpd.fs.memory;

import io.github.nioftpd.spi.Backend;
import io.github.nioftpd.spi.Capability;
import java.net.URI;
import java.nio.file.FileSystem;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves memory: {@code memory:}, {@code memory:?size=512m&entries=100000}.
 *
 * <p>{@code size} is the limit of all files together, in bytes or with k, m or g behind the number;
 * {@code entries} the limit of files and directories together. Both default to what fits
 * comfortably into the heap.
 */
public final class MemoryBackend implements Backend {

  private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9})([kKmMgG]?)");

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
    for (String name : settings.keySet()) {
      if (!name.equals("size") && !name.equals("entries")) {
        throw new IllegalArgumentException(
            "memory has no setting \"" + name + "\"; it has size and entries");
      }
    }
    long size = number("size", settings.get("size"), MemoryFileSystem.defaultSize());
    long entries = number("entries", settings.get("entries"), MemoryFileSystem.defaultEntries());
    return MemoryFileSystem.open(size, (int) Math.min(entries, Integer.MAX_VALUE));
  }

  private static long number(String name, @Nullable String value, long otherwise) {
    if (value == null) {
      return otherwise;
    }
    Matcher matcher = NUMBER.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "the setting "
              + name
              + " of memory is a number such as 500, 64k, 512m or 2g, not \""
              + value
              + "\"");
    }
    int shift =
        switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    return Long.parseLong(matcher.group(1)) << shift;
  }

  @Override
  public String describe(FileSystem fileSystem) {
    MemoryFileSystem memory = (MemoryFileSystem) fileSystem;
    return "memory, at most " + text(memory.size()) + " and " + memory.entryLimit() + " entries";
  }

  private static String text(long bytes) {
    return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MB" : (bytes >> 10) + " KB";
  }

  @Override
  public Map<String, Set<Capability>> kinds() {
    return Map.of("memory:", Capability.ALL);
  }
}
