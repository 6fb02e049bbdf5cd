package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.s3.Keys.ObjectPath;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Operations on directories, and moving files. A new directory gets a marker, so that it exists
 * while empty. A directory of another program's objects has none, and disappears with its last
 * object unless {@code keep-parents} is set. Safe for use by several threads.
 */
final class Directories {

  private final Store store;
  private final Keys keys;
  private final Lookup lookup;
  private final Copies copies;
  private final S3Settings settings;
  private final InstantSource clock;

  Directories(
      S3Channels channels, Keys keys, Lookup lookup, S3Settings settings, InstantSource clock) {
    this.store = channels.store();
    this.keys = keys;
    this.lookup = lookup;
    this.copies = new Copies(store, settings.transfers());
    this.settings = settings;
    this.clock = clock;
  }

  void createDirectory(Path path, ObjectPath place) throws IOException {
    if (lookup.find(place, false).isPresent()) {
      throw new FileAlreadyExistsException(place.path());
    }
    lookup.ensureParent(path);
    Instant now = clock.instant();
    lookup
        .cache()
        .made(place.below(), store.put(marker(place, now), PartContent.empty(), Condition.ABSENT));
    lookup.made(path, S3Attributes.directory(now, true));
  }

  private static Store.Target marker(ObjectPath place, Instant modified) {
    return Store.Target.of(place.below(), place.path(), modified);
  }

  void delete(Path path, ObjectPath place) throws IOException {
    if (place.isRoot()) {
      throw new FileSystemException(place.path(), null, "the root cannot be deleted");
    }
    S3Attributes known = lookup.at(place, false);
    if (known.isDirectory()) {
      ensureEmpty(place);
    }
    keepParent(path);
    store.delete(known.isDirectory() ? place.below() : place.key(), place.path());
    lookup.cache().putAbsent(place.key());
  }

  private void ensureEmpty(ObjectPath place) throws IOException {
    ListRequests.Next next = null;
    do {
      ListRequests.Page page = store.pages().list(place.below(), true, 2, next);
      for (S3Object object : page.objects()) {
        if (!object.key().equals(place.below()) || hasContent(object)) {
          throw new DirectoryNotEmptyException(place.path());
        }
      }
      next = page.next();
    } while (next != null);
  }

  /** Other programs may store content in a marker. */
  private static boolean hasContent(S3Object object) {
    return object.size() != null && object.size() > 0;
  }

  /** Ensures with keep-parents that the parent of a deleted file has a marker. */
  private void keepParent(Path path) throws IOException {
    ObjectPath parent = keys.parent(path);
    S3Attributes known = lookup.cache().directory(parent.key());
    if (parent.isRoot()
        || !settings.policies().keepParents()
        || (known != null && known.marker())) {
      return;
    }
    try {
      Object unused =
          store.put(marker(parent, clock.instant()), PartContent.empty(), Condition.ABSENT);
    } catch (FileAlreadyExistsException e) {
      // it has a marker
    }
    lookup.cache().putDirectory(parent.key(), lookup.directory(parent, true));
  }

  void copy(Path from, Path to, ObjectPath source, ObjectPath target, boolean replaces)
      throws IOException {
    S3Attributes original = lookup.at(source, false);
    if (source.key().equals(target.key())) {
      return;
    }
    ensureFree(to, target, replaces);
    if (original.isDirectory()) {
      createDirectory(to, target);
    } else {
      lookup.made(to, copies.copy(source.key(), original, target.key(), source.path()));
    }
  }

  /** Checks the parent of a target, and removes an existing target if it is replaced. */
  private void ensureFree(Path path, ObjectPath target, boolean replaces) throws IOException {
    if (target.isRoot()) {
      throw new FileSystemException(target.path(), null, "the root cannot be replaced");
    }
    Optional<S3Attributes> there =
        replaces && !lookup.isDirectory(target) ? Optional.empty() : lookup.find(target, false);
    if (there.isPresent() && !replaces) {
      throw new FileAlreadyExistsException(target.path());
    }
    if (there.isPresent()) {
      ensureEmpty(target);
      delete(path, target);
    } else {
      lookup.ensureParent(path);
    }
  }

  void move(Path from, Path to, ObjectPath source, ObjectPath target, boolean replaces)
      throws IOException {
    if (source.isRoot()) {
      throw new FileSystemException(source.path(), null, "the root cannot be renamed");
    }
    S3Attributes original = lookup.at(source, false);
    if (source.key().equals(target.key())) {
      return;
    }
    if (original.isDirectory()) {
      moveDirectory(from, to, source, target);
      return;
    }
    ensureFree(to, target, replaces);
    lookup.made(to, copies.copy(source.key(), original, target.key(), source.path()));
    keepParent(from);
    store.delete(source.key(), source.path());
    lookup.cache().putAbsent(source.key());
  }

  /** Replaces only a directory that the same rename left before; {@link Rename} checks that. */
  private void moveDirectory(Path from, Path to, ObjectPath source, ObjectPath target)
      throws IOException {
    if (target.isRoot() || target.below().startsWith(source.below())) {
      throw new FileSystemException(
          source.path(), target.path(), "a directory cannot be moved into itself");
    }
    Optional<S3Attributes> there = lookup.find(target, false);
    if (there.isPresent() && !there.get().isDirectory()) {
      throw new FileAlreadyExistsException(target.path());
    }
    lookup.ensureParent(to);
    AttributeCache cache = lookup.cache();
    Map<String, S3Attributes> copied = Map.of();
    try {
      copied = new Rename(store, copies, cache, settings).move(source, target);
    } finally {
      cache.forgetTree(source.key());
      cache.forgetTree(target.key());
    }
    copied.forEach(cache::made);
    cache.forgetTimes(source.below(), target.below(), copied.keySet());
    keepParent(from);
    lookup.made(to, lookup.directory(target, copied.containsKey(target.below())));
  }

  void touch(Path path, ObjectPath place, Instant modified) throws IOException {
    S3Attributes known = lookup.at(place, false);
    if (place.isRoot()) {
      throw new UnsupportedOperationException("the root has no modification time");
    }
    if (known.isDirectory()) {
      lookup.cache().made(place.below(), mark(place, modified));
      lookup.cache().put(place.key(), S3Attributes.directory(modified, true));
    } else {
      lookup.cache().made(place.key(), copies.touch(place.key(), place.path(), modified));
    }
  }

  /** Keeps an existing marker, which may have content. */
  private S3Attributes mark(ObjectPath place, Instant modified) throws IOException {
    try {
      return store.put(marker(place, modified), PartContent.empty(), Condition.ABSENT);
    } catch (FileAlreadyExistsException e) {
      return copies.touch(place.below(), place.path(), modified);
    }
  }
}
