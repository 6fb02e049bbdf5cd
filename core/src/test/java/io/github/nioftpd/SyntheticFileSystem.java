package io.github.nioftpd;

import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.EntryStream.Entry;
import io.github.nioftpd.fs.EntryStream.Source;
import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.StoreAttributes;
import io.github.nioftpd.fs.TreeFileSystem;
import io.github.nioftpd.fs.TreeProvider;
import io.github.nioftpd.fs.WriteMode;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * A file system that is made up: its root has as many files as a test wants, none of which takes
 * any memory. A name without a star exists, one with "secret" must not be read, and every file
 * opens as the channel that a test returns.
 */
final class SyntheticFileSystem extends TreeFileSystem {

  /** Opens a file. */
  interface Opener {
    SeekableByteChannel open(Path path) throws IOException;
  }

  private final Provider provider = new Provider(this);
  private final int count;
  private final IntFunction<String> names;
  private final Opener opener;
  final AtomicInteger yielded = new AtomicInteger();
  final AtomicInteger openStreams = new AtomicInteger();

  SyntheticFileSystem(int count, IntFunction<String> names, Opener opener) {
    this.count = count;
    this.names = names;
    this.opener = opener;
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public Set<Capability> capabilities() {
    return Capability.WITHOUT_MODES;
  }

  private final class Listing implements Source<Entry> {
    private int next;

    @Override
    public Optional<Entry> next() {
      if (next == count) {
        return Optional.empty();
      }
      yielded.incrementAndGet();
      return Optional.of(Entry.of(names.apply(next++)));
    }

    @Override
    public void close() {
      openStreams.decrementAndGet();
    }
  }

  private static final class Provider extends TreeProvider {
    private final SyntheticFileSystem synthetic;

    Provider(SyntheticFileSystem synthetic) {
      super(synthetic, "synthetic");
      this.synthetic = synthetic;
    }

    @Override
    protected BasicFileAttributes attributes(SlashPath path, List<String> wanted)
        throws IOException {
      if (path.toString().contains("*")) {
        throw new NoSuchFileException(path.toString());
      }
      if (path.toString().contains("secret")) {
        throw new AccessDeniedException(path.toString());
      }
      return path.getNameCount() == 0
          ? StoreAttributes.directory(Instant.EPOCH)
          : StoreAttributes.file(1, Instant.EPOCH);
    }

    @Override
    protected Source<Entry> list(SlashPath directory) throws IOException {
      if (directory.getNameCount() > 0) {
        throw new NotDirectoryException(directory.toString());
      }
      synthetic.openStreams.incrementAndGet();
      return synthetic.new Listing();
    }

    @Override
    protected SeekableByteChannel read(SlashPath path) throws IOException {
      return synthetic.opener.open(path);
    }

    @Override
    protected SeekableByteChannel write(SlashPath path, WriteMode mode) throws IOException {
      return synthetic.opener.open(path);
    }
  }
}
