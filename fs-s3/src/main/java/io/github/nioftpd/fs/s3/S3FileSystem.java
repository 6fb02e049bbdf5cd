package io.github.nioftpd.fs.s3;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Located;
import io.github.nioftpd.fs.NameBytes;
import io.github.nioftpd.fs.PartialUploads;
import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.TreeFileSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * A file system for an S3 bucket, or a directory in one.
 *
 * <p>An object is a file; it becomes visible when its channel is closed without a failure. A
 * partial upload is kept separately for its user. A directory is a prefix that ends with a slash:
 * it exists while there is an object in it, or a marker, which is an empty object with the name of
 * the prefix. Files are written sequentially, from any offset in an existing object, whose other
 * bytes the store copies. Files and directories are moved by copying and deleting, so {@code
 * ATOMIC_MOVE} is not supported. There are only basic attributes; the modification time is in the
 * metadata {@code mtime} of the object. Changes by others are visible after the time of the setting
 * {@code cache}, by default 5 seconds.
 *
 * <p>A channel requests its object with the first read, so {@link
 * java.nio.file.NoSuchFileException} may be thrown there instead of by the method that opens it.
 *
 * <p>Instances are safe for use by several threads; channels and directory streams are used by one.
 */
public final class S3FileSystem extends TreeFileSystem implements Located, PartialUploads {

  private final S3Settings settings;
  private final Connection connection;
  private final BucketState state;
  private final Store store;
  private final PartialUploadStore partials;
  private final S3Provider provider;

  private S3FileSystem(S3Settings settings, Connection connection, BucketState state) {
    this.settings = settings;
    this.connection = connection;
    this.state = state;
    this.store = new Store(connection.client(), settings, state);
    InstantSource clock = InstantSource.system();
    AttributeCache cache =
        new AttributeCache(settings.policies().cache(), Ticker.systemTicker(), state);
    Keys keys = new Keys(this, settings.prefix());
    Lookup lookup = new Lookup(store, keys, cache, settings.policies().readsTimes());
    long memory = settings.transfers().memory();
    MemoryBudget budget = MemoryBudget.PROCESS.part(memory, settings.transfers().partSize());
    this.partials = new PartialUploadStore(store, settings, clock);
    S3Channels channels = new S3Channels(partials, lookup, settings, budget, clock);
    Directories tree = new Directories(channels, keys, lookup, settings, clock);
    this.provider = new S3Provider(this, keys, lookup, tree, channels);
  }

  /**
   * Opens a bucket, or a directory in it, and checks with one request that it can be listed.
   *
   * @param bucket the bucket
   * @param prefix the directory that becomes the root, without a leading slash, or an empty text;
   *     it need not exist
   * @param settings by name, such as {@code endpoint} and {@code region}; see docs/backends.md
   * @return a file system that the caller closes
   * @throws IllegalArgumentException when a setting is unknown or invalid; the message contains no
   *     secret
   * @throws IOException when the bucket cannot be listed
   */
  public static S3FileSystem open(String bucket, String prefix, Map<String, String> settings)
      throws IOException {
    return open(S3Settings.of(bucket, prefix, settings));
  }

  static S3FileSystem open(S3Settings settings, ExecutionInterceptor... interceptors)
      throws IOException {
    long memory = settings.transfers().memory();
    if (memory != 0 && memory < settings.transfers().partSize()) {
      throw new IllegalArgumentException(
          "the setting memory of s3 is smaller than part-size; set it to part-size or more");
    }
    if (MemoryBudget.PROCESS.limit() < settings.transfers().partSize()) {
      throw new IllegalArgumentException(
          "the setting part-size of s3 is larger than a quarter of the heap, the limit for all"
              + " transfers; set a larger heap with -Xmx");
    }
    Connection connection;
    try {
      connection = Connection.open(settings, interceptors);
    } catch (SdkException e) {
      throw StoreFailures.atStart(e, settings);
    }
    S3FileSystem fileSystem = new S3FileSystem(settings, connection, BucketState.of(settings));
    boolean checked = false;
    try {
      PartialUploadStore partials = fileSystem.partials;
      partials.found(fileSystem.store.check(partials.below(), settings));
      connection.retries().started();
      checked = true;
    } finally {
      if (!checked) {
        fileSystem.close();
      }
    }
    new StaleUploads(fileSystem.store, settings, fileSystem.partials, InstantSource.system())
        .removeInBackground();
    return fileSystem;
  }

  S3Settings settings() {
    return settings;
  }

  Store bucket() {
    return store;
  }

  @Override
  public Set<Capability> capabilities() {
    return Capability.WITHOUT_MODES;
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  /** Closes all connections to the store, and writes the state. */
  @Override
  protected void release() {
    connection.close();
    state.close();
  }

  @Override
  public SlashPath getPath(String first, String... more) {
    SlashPath path = SlashPath.parse(this, first, more);
    NameBytes.requireText(path.toString());
    return path;
  }

  /** The partial upload of a user, unless the settings disable it. */
  @Override
  public Optional<Path> sentBy(Path path, String user) {
    return settings.policies().keepPartial()
        ? Optional.of(((SlashPath) path).withNote(new PartialUploadStore.Sender(user)))
        : Optional.empty();
  }

  /** The URI of the object, as in the AWS CLI. */
  @Override
  public Optional<URI> location(Path path) {
    List<String> names = new ArrayList<>(List.of(settings.prefix().split("/")));
    names.removeIf(String::isEmpty);
    names.addAll(((SlashPath) path).namesFromRoot());
    return Optional.of(Located.below(URI.create("s3://" + settings.bucket() + "/"), names));
  }

  @Override
  public String description() {
    String where =
        settings
            .store()
            .address()
            .map(address -> " at " + address)
            .or(() -> settings.store().region().map(region -> " in " + region))
            .orElse("");
    String partial = settings.policies().keepPartial() ? "kept" : "deleted";
    return "bucket " + this + where + ", partial uploads are " + partial;
  }

  /** The location, which contains no secret. */
  @Override
  public String toString() {
    return "s3://" + settings.bucket() + "/" + settings.prefix();
  }
}
