package io.github.nioftpd.fs.vfs;

import com.jcraft.jsch.SftpException;
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

/**
 * The content of a file, open for reading.
 *
 * @param stream from where reading begins
 * @param origin of the stream, where it begins in the middle
 */
record Content(InputStream stream, Optional<RandomAccessContent> origin) implements Closeable {

  /**
   * The object whose streams are those of the provider itself. Those of {@code FileContent} leave
   * something behind in the thread that opens them when another thread closes them, and after a
   * session of many files that would be much.
   */
  static AbstractFileObject<?> of(FileObject file) throws FileSystemException {
    return FileObjectUtils.getAbstractFileObject(file);
  }

  /**
   * Opens a file. Inside an operation.
   *
   * @param file that is there
   * @param position of the first byte; where the provider can begin nowhere else, 0
   */
  static Content read(FileObject file, long position) throws IOException {
    FileContent unused = file.getContent(); // attaches it, without a question to the server
    try {
      if (position == 0) {
        return new Content(of(file).getInputStream(ReadChannel.TRANSIT), Optional.empty());
      }
      RandomAccessContent random = of(file).getRandomAccessContent(RandomAccessMode.READ);
      random.seek(position);
      return new Content(random.getInputStream(), Optional.of(random));
    } catch (FileSystemException e) {
      if (e.getCause() instanceof SftpException failure && SftpFile.isFailure(failure)) {
        throw new IOException("the remote server fails", e);
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
