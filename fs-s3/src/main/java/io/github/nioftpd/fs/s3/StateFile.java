package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a {@link BucketState}. A thread of the library writes it once per second, never in
 * place, so a crash loses at most a second.
 *
 * <p>Its size is limited: times are in two maps. When the younger map is full, the older one is
 * deleted, after entries in use were copied to the younger one. Owned by one thread.
 */
final class StateFile {

  private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);

  /** Objects in one of the two maps. */
  static final int MOST = 250_000;

  private static final int MOST_UPLOADS = 10_000;
  private static final int CACHE_MEGABYTES = 4;
  private static final String TIMES = "times.";

  private final MVStore store;
  private final MVMap<String, String> uploads;
  private MVMap<String, String> young;
  private @Nullable MVMap<String, String> old;
  private int generation;

  private StateFile(MVStore store) {
    this.store = store;
    this.uploads = map("uploads");
    this.generation =
        store.getMapNames().stream()
            .filter(name -> name.startsWith(TIMES))
            .mapToInt(name -> Integer.parseInt(name.substring(TIMES.length())))
            .max()
            .orElse(1);
    this.young = map(TIMES + generation);
    String before = TIMES + (generation - 1);
    this.old = store.hasMap(before) ? map(before) : null;
  }

  private MVMap<String, String> map(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<String, String>()
            .keyType(StringDataType.INSTANCE)
            .valueType(StringDataType.INSTANCE));
  }

  /** The file of a bucket at an endpoint. */
  static Path named(Path directory, S3Settings settings) {
    String where = settings.store().address().map(Object::toString).orElse("aws");
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(where.getBytes(StandardCharsets.UTF_8));
      String address = HexFormat.of().formatHex(hash, 0, 4);
      return directory.resolve("s3-" + settings.bucket() + "-" + address + ".db");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Opens a file, and creates it if necessary. A corrupt file is moved aside.
   *
   * @throws IOException for example when another process uses it
   */
  static StateFile open(Path file) throws IOException {
    prepare(file);
    try {
      return opened(file);
    } catch (RuntimeException e) {
      if (!isDamage(e)) {
        throw new IOException(reason(e), e);
      }
      setAside(file, e);
      prepare(file);
      return opened(file);
    }
  }

  /** Creates the directory and the file with access for this user only. */
  private static void prepare(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory, onlyOwner("rwx------"));
    }
    try {
      Files.createFile(file, onlyOwner("rw-------"));
    } catch (FileAlreadyExistsException e) {
      LOG.trace("{} is there", file, e);
    }
    if (!Files.isReadable(file) || !Files.isWritable(file)) {
      throw new IOException("no permission to read and write it");
    }
  }

  private static FileAttribute<?>[] onlyOwner(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static StateFile opened(Path file) {
    MVStore store =
        new MVStore.Builder()
            .fileName(file.toString())
            .cacheSize(CACHE_MEGABYTES)
            .backgroundExceptionHandler(
                (thread, e) -> LOG.debug("cannot write {}", file, e)) // the next step fails too
            .open();
    boolean whole = false;
    try {
      StateFile opened = new StateFile(store);
      whole = true;
      return opened;
    } finally {
      if (!whole) {
        store.closeImmediately();
      }
    }
  }

  /** Whether the file is corrupt, as opposed to a failure of the disk or another process. */
  static boolean isDamage(Throwable e) {
    if (!(e instanceof MVStoreException failure)) {
      return e instanceof RuntimeException;
    }
    return switch (failure.getErrorCode()) {
      case DataUtils.ERROR_FILE_LOCKED,
          DataUtils.ERROR_READING_FAILED,
          DataUtils.ERROR_WRITING_FAILED,
          DataUtils.ERROR_CLOSED ->
          false;
      default -> true;
    };
  }

  static void setAside(Path file, Throwable e) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    LOG.warn("the state file {} is corrupt and was moved to {}: {}", file, aside, reason(e));
  }

  static String reason(Throwable e) {
    return e instanceof MVStoreException failure
            && failure.getErrorCode() == DataUtils.ERROR_FILE_LOCKED
        ? "it is in use by another process"
        : e instanceof IOException && e.getMessage() != null && e.getCause() != null
            ? e.getMessage()
            : e.toString();
  }

  Map<String, S3Attributes> times(Collection<String> keys) {
    Map<String, S3Attributes> found = new HashMap<>();
    for (String key : keys) {
      String line = young.get(key);
      if (line == null && old != null) {
        line = old.remove(key);
        if (line != null) {
          young.put(key, line);
        }
      }
      parsed(line).ifPresent(attributes -> found.put(key, attributes));
    }
    return found;
  }

  void put(String key, S3Attributes attributes) {
    String line = line(attributes);
    if (!line.equals(young.put(key, line)) && young.sizeAsLong() > MOST) {
      begin();
    }
  }

  private void begin() {
    MVMap<String, String> dropped = old;
    if (dropped != null) {
      store.removeMap(dropped);
    }
    old = young;
    generation++;
    young = map(TIMES + generation);
  }

  void remove(String key) {
    Object unused = young.remove(key);
    if (old != null) {
      unused = old.remove(key);
    }
  }

  private static String line(S3Attributes attributes) {
    return String.join(
        " ",
        Times.text(attributes.modified()),
        text(attributes.stored()),
        text(attributes.answered()),
        String.valueOf(attributes.size()),
        attributes.eTag());
  }

  private static String text(@Nullable Instant instant) {
    return instant == null ? "-" : Times.text(instant);
  }

  /** Empty for a line of another version. */
  private static Optional<S3Attributes> parsed(@Nullable String line) {
    String[] words = line == null ? new String[0] : line.split(" ", 5);
    if (words.length < 5 || !words[3].matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    Instant stored = Times.parsed(words[1]).orElse(null);
    Instant answered = Times.parsed(words[2]).orElse(null);
    return Times.parsed(words[0])
        .map(
            modified ->
                S3Attributes.object(Long.parseLong(words[3]), modified, stored, words[4])
                    .answeredAt(answered));
  }

  void begun(String key, String id, Instant now) {
    if (uploads.sizeAsLong() < MOST_UPLOADS) {
      Object unused = uploads.put(id, now.toEpochMilli() + " " + key);
      commit(); // a lost time costs a request, but a lost upload costs money until it is found
    }
  }

  void ended(String id) {
    Object unused = uploads.remove(id);
  }

  /** Keys by id of uploads before a time. */
  Map<String, String> begunBefore(Instant limit) {
    Map<String, String> found = new HashMap<>();
    uploads.forEach(
        (id, line) -> {
          int space = line.indexOf(' ');
          if (Long.parseLong(line.substring(0, space)) < limit.toEpochMilli()) {
            found.put(id, line.substring(space + 1));
          }
        });
    return found;
  }

  void commit() {
    long unused = store.commit();
  }

  void close() {
    store.close();
  }

  void abandon() {
    try {
      store.closeImmediately();
    } catch (RuntimeException e) {
      LOG.trace("already closed", e);
    }
  }
}
