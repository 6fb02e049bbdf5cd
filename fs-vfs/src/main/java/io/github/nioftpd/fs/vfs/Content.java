package io.github.nioftpd.fs.vfs;

import com.jcraft.jsch.SftpException;
import io.github.nioftpd.fs.vfs.common.VfsFailures;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.vfs2.FileContent;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.RandomAccessContent;
import org.apache.commons.vfs2.provider.AbstractFileObject;
import org.apache.commons.vfs2.util.FileObjectUtils;
import org.apache.commons.vfs2.util.RandomAccessMode;

/** The content of a file, open for reading; the origin is present if it does not start at 0. */
record Content(InputStream stream, Optional<RandomAccessContent> origin) implements Closeable {

  /**
   * Bypasses {@code FileContent}, whose streams leak a thread-local entry when another thread
   * closes them.
   */
  static AbstractFileObject<?> of(FileObject file) throws FileSystemException {
    return FileObjectUtils.getAbstractFileObject(file);
  }

  /** Opens an existing file at a position, which is 0 for providers without random access. */
  static Content read(FileObject file, long position) throws IOException {
    FileContent unused = file.getContent(); // attaches it without a request
    try {
      if (position == 0) {
        return new Content(of(file).getInputStream(ReadChannel.TRANSIT), Optional.empty());
      }
      RandomAccessContent random = of(file).getRandomAccessContent(RandomAccessMode.READ);
      random.seek(position);
      return new Content(random.getInputStream(), Optional.of(random));
    } catch (FileSystemException e) {
      if (e.getCause() instanceof SftpException failure && VfsFailures.isFailure(failure)) {
        throw new IOException("temporary failure of the remote server", e);
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (origin.isPresent()) {
      origin.get().close();
    } else {
      stream.close();
    }
  }
}
