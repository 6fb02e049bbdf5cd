package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.s3.Keys.Place;
import io.github.nioftpd.spi.WriteMode;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens objects to be read and written. Safe for use by several threads. */
final class Opening {

  private final Store store;
  private final Lookup lookup;
  private final S3Settings settings;
  private final Memory memory;
  private final InstantSource clock;

  Opening(Store store, Lookup lookup, S3Settings settings, Memory memory, InstantSource clock) {
    this.store = store;
    this.lookup = lookup;
    this.settings = settings;
    this.memory = memory;
    this.clock = clock;
  }

  Store store() {
    return store;
  }

  /** A channel to read from. Whether there is such an object shows at the first reading. */
  SeekableByteChannel toRead(Place place) throws IOException {
    S3Attributes known = lookup.cache().get(place.key());
    if (place.isRoot() || (known != null && known.isDirectory() && !isReadable(place))) {
      throw new FileSystemException(place.path(), null, "Is a directory");
    }
    if (known == null && lookup.cache().isAbsent(place.key())) {
      throw new NoSuchFileException(place.path());
    }
    int ranges = settings.transfers().readAhead();
    return new ReadChannel(
        store,
        place.key(),
        place.path(),
        attributes -> lookup.cache().put(place.key(), attributes),
        Optional.of(new ReadAhead(store, place.key(), place.path(), ranges, memory)));
  }

  /**
   * An object beside a directory of the same name is not shown, but who asks for it may have it.
   */
  private boolean isReadable(Place place) throws IOException {
    return store.head(place.key(), place.path()).isPresent();
  }

  /** A channel to write to. */
  SeekableByteChannel toWrite(Path path, Place place, WriteMode mode) throws IOException {
    S3Attributes there = there(path, place, mode);
    S3Attributes kept = mode.truncates() ? null : there;
    Store.Target target = target(place, kept);
    return new WriteChannel(
        new Composition(store, target, settings.transfers(), memory, kept),
        target,
        kept,
        new WriteChannel.Policy(mode.fresh(), mode.appends(), settings.policies().keepPartial()),
        attributes -> lookup.made(path, attributes));
  }

  /** What is continued keeps its headers, metadata and tags. */
  private Store.Target target(Place place, @Nullable S3Attributes continued) throws IOException {
    return continued == null
        ? Store.Target.of(place.key(), place.path(), clock.instant())
        : store.continuing(continued, place.key(), place.path(), clock.instant());
  }

  /** What is to be replaced or continued. An upload that drops it need not know of it. */
  private @Nullable S3Attributes there(Path path, Place place, WriteMode mode) throws IOException {
    S3Attributes known = place.isRoot() ? lookup.directory(true) : lookup.cache().get(place.key());
    if (known != null && mode.fresh()) {
      throw new FileAlreadyExistsException(place.path());
    }
    if (known != null && known.isDirectory()) {
      throw new FileSystemException(place.path(), null, "Is a directory");
    }
    boolean blind = mode.fresh() || (mode.creates() && mode.truncates());
    if (!blind) {
      Optional<S3Attributes> found = lookup.find(place, false);
      if (found.isPresent() && found.get().isDirectory()) {
        throw new FileSystemException(place.path(), null, "Is a directory");
      }
      if (found.isEmpty() && !mode.creates()) {
        throw new NoSuchFileException(place.path());
      }
      known = found.orElse(null);
    }
    if (known == null) {
      lookup.ensureParent(path);
    }
    return known;
  }
}
