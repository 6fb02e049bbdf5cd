package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One opening of a file in place. The channel is the JDK's own. */
final class LocalChannels {

  /** How often a file is looked for and made in turn, while others make and remove it. */
  private static final int ATTEMPTS = 3;

  private final LocalProvider provider;
  private final SlashPath path;
  private final Set<OpenOption> options;
  private final FileAttribute<?>[] attributes;

  /** The key of the file that was there, if it has one. */
  private Optional<Object> key = Optional.empty();

  LocalChannels(
      LocalProvider provider,
      SlashPath path,
      Set<? extends OpenOption> options,
      FileAttribute<?>... attributes) {
    this.provider = provider;
    this.path = path;
    this.options = Set.copyOf(options);
    this.attributes = attributes;
  }

  /** Opens a file to be read, as the JDK's own channel, or to be written. */
  SeekableByteChannel inPlace() throws IOException {
    FileChannel channel = channel();
    return writes() ? new LocalChannel(channel, path, key, provider.fileSystem().sync()) : channel;
  }

  FileChannel channel() throws IOException {
    if (options.contains(StandardOpenOption.DELETE_ON_CLOSE)) {
      throw new UnsupportedOperationException("DELETE_ON_CLOSE");
    }
    if (options.contains(StandardOpenOption.CREATE_NEW)) {
      return created();
    }
    NoSuchFileException missing = null;
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        boolean follow = !options.contains(LinkOption.NOFOLLOW_LINKS);
        return provider.at(path, follow, this::existing);
      } catch (NoSuchFileException e) {
        missing = e;
      }
      if (!creates()) {
        break;
      }
      try {
        return created();
      } catch (FileAlreadyExistsException e) {
        // a link that leads nowhere, or a file that was created in between
        missing.addSuppressed(e);
      }
    }
    throw missing;
  }

  private boolean creates() {
    return options.contains(StandardOpenOption.CREATE) && writes();
  }

  private boolean writes() {
    return options.contains(StandardOpenOption.WRITE)
        || options.contains(StandardOpenOption.APPEND);
  }

  private FileChannel existing(HostPath place) throws IOException {
    key = Optional.ofNullable(place.requireFile().fileKey());
    Set<OpenOption> chosen = new HashSet<>(options);
    chosen.remove(StandardOpenOption.CREATE);
    chosen.remove(LinkOption.NOFOLLOW_LINKS);
    chosen.addAll(Set.of(place.links()));
    return open(place.host(), chosen);
  }

  /** Makes a file, and opens none that is there: that might be a FIFO. */
  private FileChannel created() throws IOException {
    key = Optional.empty();
    Set<OpenOption> chosen = new HashSet<>(options);
    chosen.remove(StandardOpenOption.CREATE);
    chosen.add(StandardOpenOption.CREATE_NEW);
    chosen.add(LinkOption.NOFOLLOW_LINKS);
    return provider.at(
        path,
        false,
        place -> {
          FileChannel channel = open(place.host(), chosen, attributes);
          try {
            provider.fileSystem().sync().directoryOf(place.host());
          } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
          }
          return channel;
        });
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
}
