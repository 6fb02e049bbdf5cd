package io.github.nioftpd.fs.vfs;

import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.provider.AbstractFileObject;
import org.apache.commons.vfs2.util.FileObjectUtils;

/** The way to the streams of a provider. */
final class Content {

  private Content() {}

  /**
   * The object whose streams are those of the provider itself. Those of {@code FileContent} leave
   * something behind in the thread that opens them when another thread closes them, and after a
   * session of many files that would be much.
   */
  static AbstractFileObject<?> of(FileObject file) throws FileSystemException {
    return FileObjectUtils.getAbstractFileObject(file);
  }
}
