package io.github.nioftpd.fs.vfs;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.vfs2.FileName;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystem;
import org.apache.commons.vfs2.cache.AbstractFilesCache;
import org.jspecify.annotations.Nullable;

/**
 * Lets Commons VFS remember files for as long as one operation lasts, on the thread that does it.
 *
 * <p>So nothing is stale in the next operation, no two threads share a {@code FileObject}, which is
 * not made for that, and still a directory of FTP is asked for once and not once per entry. Safe
 * for use by several threads.
 */
final class OperationCache extends AbstractFilesCache {

  @SuppressWarnings("ThreadLocalUsage") // one for each file system, and empty between operations
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
