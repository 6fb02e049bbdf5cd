package io.github.nioftpd.fs.vfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.vfs2.FileName;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystem;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.FileType;
import org.apache.commons.vfs2.provider.AbstractFileName;
import org.apache.commons.vfs2.provider.LayeredFileName;
import org.apache.commons.vfs2.provider.tar.TarFileProvider;
import org.apache.commons.vfs2.provider.tar.TarFileSystem;

/**
 * Reads tar archives. Commons VFS has one stream for all the files of an archive, so that whoever
 * opens a file ends the reading of everybody else; here each file has its own.
 */
final class TarProvider extends TarFileProvider {

  private final Path archive;

  TarProvider(Path archive) {
    this.archive = archive;
  }

  @Override
  protected FileSystem doCreateFileSystem(
      String scheme, FileObject file, FileSystemOptions options) throws FileSystemException {
    AbstractFileName root =
        new LayeredFileName(scheme, file.getName(), FileName.ROOT_PATH, FileType.FOLDER);
    return new Streams(root, file, options);
  }

  /** An archive whose files are read one beside the other. */
  private final class Streams extends TarFileSystem {

    Streams(AbstractFileName root, FileObject file, FileSystemOptions options)
        throws FileSystemException {
      super(root, file, options);
    }

    /** Of two entries of one name, the later one holds, as for the program tar. */
    @Override
    public InputStream getInputStream(TarArchiveEntry wanted) throws FileSystemException {
      TarArchiveInputStream stream = createTarFile(archive.toFile());
      boolean found = false;
      try {
        for (TarArchiveEntry next = stream.getNextEntry();
            next != null && !found;
            next = found ? next : stream.getNextEntry()) {
          found = next.getDataOffset() == wanted.getDataOffset();
        }
        if (!found) {
          throw new FileSystemException("vfs.provider/read.error", getRootName());
        }
        return stream;
      } catch (IOException e) {
        throw new FileSystemException(e);
      } finally {
        if (!found) {
          close(stream);
        }
      }
    }

    private static void close(InputStream stream) throws FileSystemException {
      try {
        stream.close();
      } catch (IOException e) {
        throw new FileSystemException(e);
      }
    }
  }
}
