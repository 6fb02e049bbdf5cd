package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.s3.Keys.ObjectPath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Looks up the attributes of paths. Without a cached entry an object costs 1 request, a directory
 * or a missing path 2, and an expected directory 1.
 *
 * <p>A directory exists if a key starts with its name and a slash: that of an object in it, or a
 * marker, which is an empty object with exactly this key. Safe for use by several threads.
 */
final class Lookup {

  private final Store store;
  private final Keys keys;
  private final AttributeCache cache;
  private final boolean readsTimes;
  private final AtomicLong hidden = new AtomicLong();

  /** If it reads times, those in the metadata count for all files, not only for this server's. */
  Lookup(Store store, Keys keys, AttributeCache cache, boolean readsTimes) {
    this.store = store;
    this.keys = keys;
    this.cache = cache;
    this.readsTimes = readsTimes;
  }

  AttributeCache cache() {
    return cache;
  }

  /** Counter of keys that are not valid paths. */
  AtomicLong hidden() {
    return hidden;
  }

  /** A directory, with its time if this server created or changed it. */
  S3Attributes directory(ObjectPath place, boolean marker) {
    Instant time = place.isRoot() ? Instant.EPOCH : cache.directoryTime(place.below());
    return S3Attributes.directory(time, marker);
  }

  /** Completes listed objects by key with cached attributes. */
  void complete(Map<String, S3Attributes> listed, long asked) {
    cache.complete(listed, asked);
    if (!readsTimes) {
      listed.replaceAll((key, attributes) -> attributes.exactly());
    }
  }

  /** Caches the response of the store for an object, and returns the attributes to show. */
  S3Attributes answered(String key, S3Attributes answer, long asked) {
    if (readsTimes) {
      return cache.learn(key, answer, asked);
    }
    S3Attributes shown = cache.completed(key, answer.asStored(), asked).exactly();
    return cache.note(key, shown, asked);
  }

  /**
   * The attributes of a path.
   *
   * @param exact whether the modification time must be that of the metadata
   * @throws NoSuchFileException when it does not exist
   */
  S3Attributes at(ObjectPath place, boolean exact) throws IOException {
    return find(place, exact).orElseThrow(() -> new NoSuchFileException(place.path()));
  }

  /** The attributes of a path if it exists. */
  Optional<S3Attributes> find(ObjectPath place, boolean exact) throws IOException {
    if (place.isRoot()) {
      return Optional.of(directory(place, true));
    }
    S3Attributes known = cache.get(place.key());
    if (known != null && (known.exact() || !exact)) {
      return Optional.of(known);
    }
    if (cache.isAbsent(place.key())) {
      return Optional.empty();
    }
    Optional<S3Attributes> object = object(place);
    return object.isPresent() ? object : directory(place);
  }

  /** The attributes of a path that is expected to be a directory. */
  S3Attributes expectingDirectory(ObjectPath place) throws IOException {
    S3Attributes known = place.isRoot() ? directory(place, true) : cache.get(place.key());
    if (known != null) {
      return known;
    }
    if (cache.isAbsent(place.key())) {
      throw new NoSuchFileException(place.path());
    }
    Optional<S3Attributes> directory = directory(place);
    return directory.isPresent()
        ? directory.get()
        : object(place).orElseThrow(() -> new NoSuchFileException(place.path()));
  }

  private Optional<S3Attributes> object(ObjectPath place) throws IOException {
    long asked = cache.now();
    Optional<HeadObjectResponse> head = store.head(place.key(), place.path());
    if (head.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(answered(place.key(), Store.attributes(head.get()), asked));
  }

  private Optional<S3Attributes> directory(ObjectPath place) throws IOException {
    long asked = cache.now();
    ListRequests.Page page = store.pages().list(place.below(), true, 1, null);
    if (page.objects().isEmpty()) {
      cache.putAbsent(place.key(), asked);
      return Optional.empty();
    }
    boolean marker = page.objects().getFirst().key().equals(place.below());
    return Optional.of(cache.putDirectory(place.key(), directory(place, marker)));
  }

  /** Whether there is a directory, with or without an object of the same name. */
  boolean isDirectory(ObjectPath place) throws IOException {
    if (place.isRoot() || cache.directory(place.key()) != null) {
      return true;
    }
    S3Attributes known = cache.get(place.key());
    return known == null && !cache.isAbsent(place.key()) && directory(place).isPresent();
  }

  /**
   * Checks that the parent of a path is a directory.
   *
   * @throws NoSuchFileException when it does not exist
   * @throws NotDirectoryException when it is a file
   */
  void ensureParent(Path path) throws IOException {
    ObjectPath parent = keys.parent(path);
    if (isDirectory(parent)) {
      return;
    }
    S3Attributes file = cache.get(parent.key());
    if (file != null && !file.isDirectory()) {
      throw new NotDirectoryException(parent.path());
    }
    throw new NoSuchFileException(path.toString());
  }

  /** Caches a new file or directory, and its parents. */
  void made(Path path, S3Attributes attributes) {
    try {
      cache.made(keys.of(path).key(), attributes);
      for (Path up = path.toAbsolutePath().normalize().getParent();
          up != null && up.getNameCount() > 0;
          up = up.getParent()) {
        ObjectPath above = keys.of(up);
        cache.putDirectory(above.key(), S3Attributes.directory(Instant.EPOCH, false));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e); // it was created, so its key is not too long
    }
  }
}
