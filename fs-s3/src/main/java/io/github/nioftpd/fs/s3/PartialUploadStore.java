package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.PartFile;
import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.s3.Keys.ObjectPath;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Partial uploads, kept per user and key, so that an object is always one complete upload. Stored
 * parts stay in their multipart upload. The rest, which is too small for a part, becomes an object
 * in a hidden directory of the root, together with the state of the upload; its name is made of the
 * key and the user. The last byte is left out: a client that had sent everything sends it again,
 * and so completes the upload.
 *
 * <p>Partial uploads of other processes are visible after a restart. Safe for use by several
 * threads.
 */
final class PartialUploadStore {

  /** The hidden directory. */
  static final String DIRECTORY = PartFile.directory("uploads");

  /** Limit for all users: one page of a listing. */
  static final int MOST = DirectoryListing.PAGE;

  static final int MOST_OF_USER = 100;

  private static final Logger LOG = LoggerFactory.getLogger(PartialUploadStore.class);

  private final Store store;
  private final String below;
  private final S3Settings.Policies policies;
  private final InstantSource clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final UploadAttempts attempts = new UploadAttempts();

  /** A partial upload, with its state if that was loaded. */
  private record Kept(Instant since, @Nullable PartialUpload remains) {}

  /** Marks a path as the partial upload of a user. */
  record Sender(String user) {}

  PartialUploadStore(Store store, S3Settings settings, InstantSource clock) {
    this.store = store;
    this.below = settings.prefix() + DIRECTORY + "/";
    this.policies = settings.policies();
    this.clock = clock;
  }

  /** The user, if the path stands for a partial upload. */
  static Optional<String> sender(Path path) {
    return path instanceof SlashPath own && own.note() instanceof Sender sender
        ? Optional.of(sender.user())
        : Optional.empty();
  }

  Store store() {
    return store;
  }

  UploadAttempts attempts() {
    return attempts;
  }

  String below() {
    return below;
  }

  /** Registers listed objects. */
  void found(List<S3Object> objects) {
    for (S3Object object : objects) {
      Instant since = object.lastModified() == null ? clock.instant() : object.lastModified();
      kept.put(object.key().substring(below.length()), new Kept(since, null));
    }
  }

  /** Whether there is a partial upload of a key. */
  boolean isFor(String key) {
    String start = PartialUpload.hash(key);
    return kept.keySet().stream().anyMatch(name -> name.startsWith(start));
  }

  private boolean isOld(Kept one) {
    Duration age = policies.staleUploads();
    return age.isPositive() && one.since().isBefore(clock.instant().minus(age));
  }

  /** The attributes of the partial upload of a user. */
  Optional<S3Attributes> attributes(ObjectPath place, String user) throws IOException {
    Optional<PartialUpload> left = find(place, Optional.of(user));
    Kept one = kept.get(PartialUpload.name(place.key(), user));
    return left.map(
        remains ->
            S3Attributes.object(
                remains.size(), one == null ? remains.modified() : one.since(), null, ""));
  }

  /** The state of the partial upload of a user, if any. */
  Optional<PartialUpload> find(ObjectPath place, Optional<String> user) throws IOException {
    if (user.isEmpty()) {
      return Optional.empty();
    }
    String name = PartialUpload.name(place.key(), user.get());
    Kept one = kept.get(name);
    if (one == null || isOld(one)) {
      return Optional.empty();
    }
    if (one.remains() != null) {
      return Optional.of(one.remains());
    }
    Optional<PartialUpload> loaded = load(name, place.path());
    if (loaded.isEmpty()) {
      remove(name);
    }
    loaded.ifPresent(remains -> kept.replace(name, one, new Kept(one.since(), remains)));
    return loaded;
  }

  ResponseInputStream<GetObjectResponse> open(String name, String path) throws IOException {
    return Store.call(path, () -> store.get(below + name, null, null));
  }

  private Optional<PartialUpload> load(String name, String path) throws IOException {
    try (ResponseInputStream<GetObjectResponse> in = open(name, path)) {
      PartialUpload remains = PartialUpload.read(in).withoutParts();
      in.abort();
      return Optional.of(remains);
    } catch (NoSuchFileException | StreamCorruptedException e) {
      LOG.debug("no partial upload in {}", name, e);
      return Optional.empty();
    }
  }

  /** Deletes the partial upload of a user; returns whether there was one. */
  boolean drop(ObjectPath place, String user) throws IOException {
    return drop(PartialUpload.name(place.key(), user), place.path());
  }

  private boolean drop(String name, String path) throws IOException {
    Kept one = kept.get(name);
    if (one == null) {
      return false;
    }
    Optional<PartialUpload> remains =
        one.remains() == null ? load(name, path) : Optional.of(one.remains());
    store.delete(below + name, path);
    kept.remove(name, one);
    remains.ifPresent(this::abort);
    return remains.isPresent();
  }

  /** Never fails: if the request fails, {@link StaleUploads} repeats it later. */
  private void abort(PartialUpload remains) {
    if (remains.upload().isEmpty()) {
      return;
    }
    try {
      boolean unused = StaleUploads.end(store, remains.key(), remains.upload());
    } catch (SdkException e) {
      LOG.warn(
          "cannot abort the multipart upload of {}, its parts stay in the bucket: {}",
          remains.key(),
          StoreFailures.reason(e));
    }
  }

  /** Deletes old partial uploads; failures are left for the next time. */
  void dropOld() {
    dropOld("");
  }

  private void dropOld(String spared) {
    kept.forEach(
        (name, one) -> {
          if (isOld(one) && !name.equals(spared)) {
            dropQuietly(name);
          }
        });
  }

  private void dropQuietly(String name) {
    try {
      boolean unused = drop(name, "/");
    } catch (IOException e) {
      kept.remove(name);
      LOG.debug("cannot delete a partial upload", e);
    }
  }

  /** Deletes the oldest partial uploads of the user, or of all users, above the limits. */
  private void makeRoom(String name) {
    dropOld(name);
    String user = name.substring(name.indexOf('-'));
    dropOldest(MOST_OF_USER, other -> other.endsWith(user) && !other.equals(name));
    dropOldest(MOST, other -> !other.equals(name));
  }

  private void dropOldest(int most, Predicate<String> among) {
    List<Map.Entry<String, Kept>> all =
        kept.entrySet().stream().filter(entry -> among.test(entry.getKey())).toList();
    if (all.size() >= most) {
      all.stream()
          .min(Comparator.comparing(entry -> entry.getValue().since()))
          .ifPresent(oldest -> dropQuietly(oldest.getKey()));
    }
  }

  /**
   * Starts an upload, and deletes an earlier partial one unless this resumes it.
   *
   * @return the upload, which can be kept, or null if the user is unknown
   */
  @Nullable UserUpload begin(ObjectPath place, Optional<String> user, Optional<PartialUpload> left)
      throws IOException {
    if (user.isEmpty()) {
      return null;
    }
    if (left.isEmpty()) {
      dropBefore(place, user.get());
    }
    return new UserUpload(this, place, PartialUpload.name(place.key(), user.get()), left);
  }

  private void dropBefore(ObjectPath place, String user) throws IOException {
    try {
      boolean unused = drop(place, user);
    } catch (FileSystemException e) { // no permission
      kept.remove(PartialUpload.name(place.key(), user));
      LOG.warn("cannot delete the partial upload of {}: {}", place.key(), e.toString());
    }
  }

  /** Stores the state of an upload and its content after the last part. */
  void keep(String name, PartialUpload remains, PartContent rest, String path) throws IOException {
    makeRoom(name);
    store.putHidden(below + name, path, rest.behind(remains.head(), rest.size() - 1));
    kept.put(name, new Kept(clock.instant(), remains.withoutParts()));
  }

  /** Deletes a completed partial upload, unless it was replaced meanwhile. */
  void used(String name, PartialUpload before) {
    Kept one = kept.get(name);
    if (one != null && before.equals(one.remains())) {
      remove(name);
    }
  }

  private void remove(String name) {
    kept.remove(name);
    try {
      store.delete(below + name, "/");
    } catch (IOException e) {
      LOG.warn("cannot delete a partial upload: {}", e.toString());
    }
  }
}
