package io.github.nioftpd.fs.mount;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import org.jspecify.annotations.Nullable;

/** The file store of a read-only mount, whose inner file system may be writable. */
final class ReadOnlyStore extends FileStore {

  private final FileStore inner;

  ReadOnlyStore(FileStore inner) {
    this.inner = inner;
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public String type() {
    return inner.type();
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public long getTotalSpace() throws IOException {
    return inner.getTotalSpace();
  }

  @Override
  public long getUsableSpace() {
    return 0;
  }

  @Override
  public long getUnallocatedSpace() throws IOException {
    return inner.getUnallocatedSpace();
  }

  @Override
  public long getBlockSize() throws IOException {
    return inner.getBlockSize();
  }

  @Override
  public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
    return inner.supportsFileAttributeView(type);
  }

  @Override
  public boolean supportsFileAttributeView(String name) {
    return inner.supportsFileAttributeView(name);
  }

  @Override
  public <V extends FileStoreAttributeView> @Nullable V getFileStoreAttributeView(Class<V> type) {
    return inner.getFileStoreAttributeView(type);
  }

  @Override
  public Object getAttribute(String attribute) throws IOException {
    return attribute.equals("usableSpace") ? 0L : inner.getAttribute(attribute);
  }
}
