package io.github.nioftpd.fs.memory;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.nioftpd.fs.ForwardingFileSystem;
import io.github.nioftpd.fs.SlashPath;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file system in memory with a limit of bytes and a limit of entries. Its content is lost when it
 * is closed.
 *
 * <p>Its only root is {@code /}. It has the views {@code basic}, {@code owner}, {@code posix} and
 * {@code unix}, symbolic and hard links; permissions are kept and shown, but not enforced. Names
 * are compared by code unit and are at most 255 bytes of UTF-8 long, as on a Linux disk. Beyond a
 * limit every operation throws {@link io.github.nioftpd.fs.InsufficientStorageException}. Space is
 * handed out in blocks of 64 KiB, so a file that is not empty takes at least one; the blocks of a
 * deleted file go back to the heap.
 *
 * <p>Instances are safe for use by several threads.
 */
public final class MemoryFileSystem extends ForwardingFileSystem {

  /**
   * Small files take one block each: with larger ones, memory would be full long before the entries
   * are.
   */
  static final int BLOCK = 1 << 13;

  private static final int HEAP_FOR_AN_ENTRY = 5 << 10;

  private static final AtomicLong OPENED = new AtomicLong();

  private final MemoryProvider provider;
  private final long size;

  private MemoryFileSystem(FileSystem tree, long size, int entries) {
    super(tree);
    this.size = size;
    this.provider = new MemoryProvider(this, tree, new Entries(entries));
  }

  /**
   * Opens an empty file system.
   *
   * @param size the limit of all files together in bytes, rounded down to blocks of 64 KiB; at
   *     least one block, at most the heap of this JVM
   * @param entries the limit of files, directories and links together, the root not counted; at
   *     least 1
   * @return a file system that the caller closes
   * @throws IllegalArgumentException when a limit is out of bounds
   */
  public static MemoryFileSystem open(long size, int entries) {
    return open(size, entries, InstantSource.system());
  }

  /**
   * Opens an empty file system of the default size, whose times come from a clock.
   *
   * @param clock the clock, safe for use by several threads; times have nanoseconds
   * @return a file system that the caller closes
   */
  public static MemoryFileSystem open(InstantSource clock) {
    return open(defaultSize(), defaultEntries(), clock);
  }

  private static MemoryFileSystem open(long size, int entries, InstantSource clock) {
    long heap = Runtime.getRuntime().maxMemory();
    if (size < BLOCK) {
      throw new IllegalArgumentException(
          "the size of a file system in memory is at least 8k, not " + size);
    }
    if (size > heap) {
      throw new IllegalArgumentException(
          "a file system of "
              + (size >> 20)
              + " MB does not fit into a heap of "
              + (heap >> 20)
              + " MB; give the JVM more with -Xmx");
    }
    if (entries < 1) {
      throw new IllegalArgumentException(
          "a file system in memory has at least 1 entry, not " + entries);
    }
    Configuration configuration =
        Configuration.unix().toBuilder()
            .setAttributeViews("basic", "owner", "posix", "unix")
            .setDefaultAttributeValue("posix:permissions", "rw-r--r--")
            .setWorkingDirectory("/")
            .setBlockSize(BLOCK)
            .setFileTimeSource(() -> FileTime.from(clock.instant()))
            .setMaxSize(size)
            .setMaxCacheSize(0) // by default jimfs keeps every block it ever had
            .build();
    MemoryFileSystem fileSystem =
        new MemoryFileSystem(Jimfs.newFileSystem(name(), configuration), size, entries);
    fileSystem.provider.prepareRoot();
    return fileSystem;
  }

  /** A name of its own; the random one of jimfs would need a SecureRandom. */
  private static String name() {
    return "nioftpd-" + OPENED.incrementAndGet();
  }

  /** The size when none is given: 512 MB, or a quarter of the heap when that is less. */
  static long defaultSize() {
    long quarter = Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 4);
    return Math.max(1L << 20, quarter & -(1L << 20));
  }

  /**
   * The limit of entries when none is given: 100000, or as many as fit into a quarter of the heap.
   */
  static int defaultEntries() {
    return (int) Math.min(100_000, Runtime.getRuntime().maxMemory() / 4 / HEAP_FOR_AN_ENTRY);
  }

  /**
   * The limit of all files together.
   *
   * @return bytes
   */
  public long size() {
    return size;
  }

  /**
   * The limit of entries.
   *
   * @return how many files, directories and links there can be
   */
  public int entryLimit() {
    return provider.entries().limit();
  }

  /**
   * The number of entries now.
   *
   * @return how many files, directories and links there are, without the root
   */
  public int entries() {
    return provider.entries().count();
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public String description() {
    return "memory, at most " + text(size) + " and " + entryLimit() + " entries";
  }

  private static String text(long bytes) {
    return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MB" : (bytes >> 10) + " KB";
  }

  /** Dots are resolved by name, as everywhere with {@link SlashPath}. */
  @Override
  public Path toInner(Path path) {
    Path inner = super.toInner(path);
    for (Path part : path) {
      String name = part.toString();
      if (name.equals(".") || name.equals("..")) {
        return inner().getPath("/" + String.join("/", ((SlashPath) path).namesFromRoot()));
      }
    }
    return inner;
  }

  @Override
  public Optional<URI> location(Path path) {
    return Optional.of(path.toUri());
  }
}
