package io.github.nioftpd.fs.vfs;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.vfs2.FileName;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystem;
import org.apache.commons.vfs2.cache.AbstractFilesCache;
import org.jspecify.annotations.Nullable;

/**
 * A file cache for Commons VFS that lasts for one operation, on its thread. So no operation sees
 * stale files, no two threads share a {@code FileObject}, which is not thread-safe, and an FTP
 * directory is listed once rather than once per entry. Safe for use by several threads.
 */
final class OperationCache extends AbstractFilesCache {

  @SuppressWarnings("ThreadLocalUsage") // one per file system, empty between operations
  private final ThreadLocal<@Nullable Map<FileName, FileObject>> current = new ThreadLocal<>();

  void begin() {
    current.set(new HashMap<>());
  }

  void end() {
    current.remove();
  }

  @Override
  public @Nullable FileObject getFile(FileSystem fileSystem, FileName name) {
    Map<FileName, FileObject> files = current.get();
    FileObject file = files == null ? null : files.get(name);
    return file != null && file.getFileSystem().equals(fileSystem) ? file : null;
  }

  @Override
  public void putFile(FileObject file) {
    Map<FileName, FileObject> files = current.get();
    if (files != null) {
      files.put(file.getName(), file);
    }
  }

  @Override
  public boolean putFileIfAbsent(FileObject file) {
    if (getFile(file.getFileSystem(), file.getName()) != null) {
      return false;
    }
    putFile(file);
    return true;
  }

  @Override
  public void removeFile(FileSystem fileSystem, FileName name) {
    Map<FileName, FileObject> files = current.get();
    if (files != null) {
      files.remove(name);
    }
  }

  @Override
  public void clear(FileSystem fileSystem) {
    Map<FileName, FileObject> files = current.get();
    if (files != null) {
      files.values().removeIf(file -> file.getFileSystem().equals(fileSystem));
    }
  }
}
