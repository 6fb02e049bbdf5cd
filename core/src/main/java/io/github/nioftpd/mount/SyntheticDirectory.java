package io.github.nioftpd.mount;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a directory that stands in the tree alone.
 *
 * @param lastModifiedTime when the tree was made
 */
record SyntheticDirectory(FileTime lastModifiedTime) implements BasicFileAttributes {

  @Override
  public FileTime lastAccessTime() {
    return lastModifiedTime;
  }

  @Override
  public FileTime creationTime() {
    return lastModifiedTime;
  }

  @Override
  public boolean isRegularFile() {
    return false;
  }

  @Override
  public boolean isDirectory() {
    return true;
  }

  @Override
  public boolean isSymbolicLink() {
    return false;
  }

  @Override
  public boolean isOther() {
    return false;
  }

  @Override
  public long size() {
    return 0;
  }

  @Override
  public @Nullable Object fileKey() {
    return null;
  }

  /** The attributes that are asked for by name, all of the view {@code basic}. */
  Map<String, Object> named(String attributes) {
    int colon = attributes.indexOf(':');
    if (colon >= 0 && !attributes.startsWith("basic:")) {
      throw new UnsupportedOperationException(attributes);
    }
    Map<String, Object> all = new HashMap<>();
    all.put("lastModifiedTime", lastModifiedTime);
    all.put("lastAccessTime", lastModifiedTime);
    all.put("creationTime", lastModifiedTime);
    all.put("isDirectory", true);
    all.put("isRegularFile", false);
    all.put("isSymbolicLink", false);
    all.put("isOther", false);
    all.put("size", 0L);
    List<String> names = List.of(attributes.substring(colon + 1).split(","));
    if (!names.contains("*")) {
      if (!all.keySet().containsAll(names)) {
        throw new IllegalArgumentException(attributes);
      }
      all.keySet().retainAll(names);
    }
    return all;
  }
}
