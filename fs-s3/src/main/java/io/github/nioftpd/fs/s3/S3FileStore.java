package io.github.nioftpd.fs.s3;

import java.nio.file.FileStore;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import org.jspecify.annotations.Nullable;

/** A bucket, which does not tell how much room there is. Immutable. */
final class S3FileStore extends FileStore {

  private final String name;

  S3FileStore(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String type() {
    return "s3";
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public long getTotalSpace() {
    throw new UnsupportedOperationException("a bucket has no size");
  }

  @Override
  public long getUsableSpace() {
    throw new UnsupportedOperationException("a bucket has no size");
  }

  @Override
  public long getUnallocatedSpace() {
    throw new UnsupportedOperationException("a bucket has no size");
  }

  @Override
  public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
    return type == BasicFileAttributeView.class;
  }

  @Override
  public boolean supportsFileAttributeView(String view) {
    return view.equals("basic");
  }

  @Override
  public <V extends FileStoreAttributeView> @Nullable V getFileStoreAttributeView(Class<V> type) {
    return null;
  }

  @Override
  public Object getAttribute(String attribute) {
    throw new UnsupportedOperationException(attribute);
  }
}
