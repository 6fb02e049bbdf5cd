package io.github.nioftpd.fs;

import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A file store of a {@link TreeFileSystem}, which is named like it. */
public final class PlainFileStore extends FileStore {

  private final TreeFileSystem fileSystem;
  private final String type;
  private final OptionalLong space;

  /**
   * Creates a store.
   *
   * @param fileSystem the file system
   * @param type for example {@code s3}
   * @param space its size, all of it free, in bytes; empty when that is unknown, and 0 where
   *     nothing can be stored
   */
  public PlainFileStore(TreeFileSystem fileSystem, String type, OptionalLong space) {
    this.fileSystem = fileSystem;
    this.type = type;
    this.space = space;
  }

  @Override
  public String name() {
    return fileSystem.toString();
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public boolean isReadOnly() {
    return fileSystem.isReadOnly() || space.equals(OptionalLong.of(0));
  }

  private long space() {
    return space.orElseThrow(() -> new UnsupportedOperationException("the size is unknown"));
  }

  @Override
  public long getTotalSpace() {
    return space();
  }

  @Override
  public long getUsableSpace() {
    return space();
  }

  @Override
  public long getUnallocatedSpace() {
    return space();
  }

  @Override
  public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
    String name = ForwardingView.name(type);
    return name != null && supportsFileAttributeView(name);
  }

  @Override
  public boolean supportsFileAttributeView(String name) {
    return fileSystem.supportedFileAttributeViews().contains(name);
  }

  @Override
  public <V extends FileStoreAttributeView> @Nullable V getFileStoreAttributeView(Class<V> type) {
    return null;
  }

  @Override
  public Object getAttribute(String attribute) {
    return switch (attribute) {
      case "totalSpace", "usableSpace", "unallocatedSpace" -> space();
      default -> throw new UnsupportedOperationException(attribute);
    };
  }
}
