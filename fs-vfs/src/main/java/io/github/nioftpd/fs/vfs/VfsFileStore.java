package io.github.nioftpd.fs.vfs;

import java.nio.file.FileStore;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import org.jspecify.annotations.Nullable;

/** What Commons VFS reaches, which does not tell how much room there is. Immutable. */
final class VfsFileStore extends FileStore {

  private final String name;
  private final String type;
  private final boolean readOnly;

  VfsFileStore(String name, String type, boolean readOnly) {
    this.name = name;
    this.type = type;
    this.readOnly = readOnly;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public boolean isReadOnly() {
    return readOnly;
  }

  @Override
  public long getTotalSpace() {
    throw new UnsupportedOperationException("VFS does not tell the size");
  }

  @Override
  public long getUsableSpace() {
    throw new UnsupportedOperationException("VFS does not tell the size");
  }

  @Override
  public long getUnallocatedSpace() {
    throw new UnsupportedOperationException("VFS does not tell the size");
  }

  @Override
  public boolean supportsFileAttributeView(Class<? extends FileAttributeView> view) {
    return view == BasicFileAttributeView.class;
  }

  @Override
  public boolean supportsFileAttributeView(String view) {
    return view.equals("basic");
  }

  @Override
  public <V extends FileStoreAttributeView> @Nullable V getFileStoreAttributeView(Class<V> view) {
    return null;
  }

  @Override
  public Object getAttribute(String attribute) {
    throw new UnsupportedOperationException(attribute);
  }
}
