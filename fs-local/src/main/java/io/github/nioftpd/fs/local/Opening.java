package io.github.nioftpd.fs.local;

import io.github.nioftpd.spi.SlashPath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.HashSet;
import java.util.Set;

/** One opening of a file in place. The channel is the JDK's own. */
final class Opening {

  private final LocalProvider provider;
  private final SlashPath path;
  private final Set<OpenOption> options;
  private final FileAttribute<?>[] attributes;

  Opening(
      LocalProvider provider,
      SlashPath path,
      Set<? extends OpenOption> options,
      FileAttribute<?>... attributes) {
    this.provider = provider;
    this.path = path;
    this.options = Set.copyOf(options);
    this.attributes = attributes;
  }

  FileChannel channel() throws IOException {
    if (options.contains(StandardOpenOption.DELETE_ON_CLOSE)) {
      throw new UnsupportedOperationException("DELETE_ON_CLOSE");
    }
    boolean writes =
        options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
    if (writes && options.contains(StandardOpenOption.CREATE_NEW)) {
      return created();
    }
    try {
      boolean follow = !options.contains(LinkOption.NOFOLLOW_LINKS);
      return provider.at(path, follow, this::existing);
    } catch (NoSuchFileException e) {
      if (!writes || !options.contains(StandardOpenOption.CREATE)) {
        throw e;
      }
      return created();
    }
  }

  private FileChannel existing(Place place) throws IOException {
    requireRegular(place);
    Set<OpenOption> chosen = new HashSet<>(options);
    chosen.remove(StandardOpenOption.CREATE);
    chosen.remove(LinkOption.NOFOLLOW_LINKS);
    chosen.addAll(Set.of(place.links()));
    return open(place.host(), chosen);
  }

  private FileChannel created() throws IOException {
    Set<OpenOption> chosen = new HashSet<>(options);
    chosen.add(LinkOption.NOFOLLOW_LINKS);
    return provider.at(path, false, place -> open(place.host(), chosen, attributes));
  }

  /** Opens a file, and says in a fitting type that a link stands in its place. */
  static FileChannel open(Path host, Set<OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    try {
      return FileChannel.open(host, options, attributes);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("NOFOLLOW_LINKS")) {
        throw e;
      }
      // The JDK has no type for this one. The link leads nowhere, or came there just now.
      NoSuchFileException missing = new NoSuchFileException(host.toString());
      missing.initCause(e);
      throw missing;
    }
  }

  /** Refuses what cannot be read to an end: opening a pipe would wait for its other side. */
  static void requireRegular(Place place) throws IOException {
    Path host = place.host();
    BasicFileAttributes found =
        Files.readAttributes(host, BasicFileAttributes.class, place.links());
    if (!found.isRegularFile()) {
      String what = found.isDirectory() ? "Is a directory" : "Not a regular file";
      throw new FileSystemException(host.toString(), null, what);
    }
  }
}
