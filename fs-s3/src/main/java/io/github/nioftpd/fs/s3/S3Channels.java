package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.WriteMode;
import io.github.nioftpd.fs.s3.Keys.ObjectPath;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens channels. Safe for use by several threads. */
final class S3Channels {

  private final Store store;
  private final Lookup lookup;
  private final PartialUploadStore partials;
  private final S3Settings settings;
  private final MemoryBudget memory;
  private final InstantSource clock;

  S3Channels(
      PartialUploadStore partials,
      Lookup lookup,
      S3Settings settings,
      MemoryBudget memory,
      InstantSource clock) {
    this.store = partials.store();
    this.partials = partials;
    this.lookup = lookup;
    this.settings = settings;
    this.memory = memory;
    this.clock = clock;
  }

  Store store() {
    return store;
  }

  PartialUploadStore partials() {
    return partials;
  }

  /** Opens a channel to read; a missing object is reported by the first read. */
  SeekableByteChannel toRead(ObjectPath place) throws IOException {
    S3Attributes known = lookup.cache().get(place.key());
    if (place.isRoot() || (known != null && known.isDirectory() && !isReadable(place))) {
      throw new FileSystemException(place.path(), null, "Is a directory");
    }
    if (known == null && lookup.cache().isAbsent(place.key())) {
      throw new NoSuchFileException(place.path());
    }
    long asked = lookup.cache().now();
    int ranges = settings.transfers().readAhead();
    return new ReadChannel(
        store,
        place.key(),
        place.path(),
        attributes -> lookup.answered(place.key(), attributes, asked),
        Optional.of(new ReadAhead(store, place.key(), place.path(), ranges, memory)));
  }

  /** An object with the same name as a directory is not listed, but can be read. */
  private boolean isReadable(ObjectPath place) throws IOException {
    return store.head(place.key(), place.path()).isPresent();
  }

  SeekableByteChannel toWrite(Path path, ObjectPath place, WriteMode mode) throws IOException {
    Optional<String> user = PartialUploadStore.sender(path);
    boolean anew = mode.fresh() || mode.truncates() || mode.appends();
    Optional<PartialUpload> left = anew ? Optional.empty() : partials.find(place, user);
    S3Attributes there = there(path, place, left.isPresent() ? WriteMode.REPLACE : mode);
    S3Attributes kept = mode.truncates() || left.isPresent() ? null : there;
    Instant modified = left.map(PartialUpload::modified).orElseGet(clock::instant);
    Store.Target target = target(place, kept, modified);
    UploadAssembler assembler =
        new UploadAssembler(store, target, settings.transfers(), memory, kept);
    boolean opened = false;
    try {
      UserUpload sent = kept == null ? partials.begin(place, user, left) : null;
      WriteChannel channel =
          new WriteChannel(
              assembler,
              target,
              kept,
              new WriteChannel.Policy(mode.fresh(), mode.appends(), sent),
              attributes -> lookup.made(path, attributes));
      opened = true;
      return channel;
    } finally {
      if (!opened) {
        assembler.close();
      }
    }
  }

  /** An existing object that is appended to keeps its headers, metadata and tags. */
  private Store.Target target(ObjectPath place, @Nullable S3Attributes continued, Instant modified)
      throws IOException {
    return continued == null
        ? Store.Target.of(place.key(), place.path(), modified)
        : store.continuing(continued, place.key(), place.path(), modified);
  }

  /** The existing object; not looked up if the upload replaces it. */
  private @Nullable S3Attributes there(Path path, ObjectPath place, WriteMode mode)
      throws IOException {
    S3Attributes known =
        place.isRoot() ? lookup.directory(place, true) : lookup.cache().get(place.key());
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
