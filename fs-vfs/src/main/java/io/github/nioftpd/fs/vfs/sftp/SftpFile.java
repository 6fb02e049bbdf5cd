package io.github.nioftpd.fs.vfs.sftp;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import io.github.nioftpd.fs.vfs.common.NameEncoding;
import io.github.nioftpd.fs.vfs.common.VfsFailures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileType;
import org.apache.commons.vfs2.provider.AbstractFileName;
import org.apache.commons.vfs2.provider.UriParser;
import org.apache.commons.vfs2.provider.sftp.SftpFileObject;
import org.jspecify.annotations.Nullable;

/**
 * A file of an SFTP server. VFS takes every failed STAT for a missing file, and a failed listing
 * for one of a file; this class reports them as failures. It also creates directories with their
 * exact name, and sets a time without the size, which would truncate a growing file. Owned by one
 * thread.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // each operation has an object of its own
final class SftpFile extends SftpFileObject {

  private final SftpServer server;
  private @Nullable SftpATTRS attributes;

  /** A request that can be repeated. */
  @FunctionalInterface
  private interface Request<T> {
    T send(ChannelSftp channel) throws SftpException;
  }

  SftpFile(AbstractFileName name, SftpServer server) throws FileSystemException {
    super(name, server);
    this.server = server;
  }

  /**
   * Sends a request, and again on a new channel if the first is broken.
   *
   * @throws IOException when the server fails or cannot be reached
   * @throws SftpException when the answer concerns the file
   */
  private <T> T send(Request<T> request) throws IOException, SftpException {
    ChannelSftp channel = server.getChannel();
    try {
      return request.send(channel);
    } catch (SftpException e) {
      if (!VfsFailures.isFailure(e)) {
        throw e;
      }
      channel.disconnect();
    } finally {
      server.putChannel(channel);
    }
    ChannelSftp fresh = server.getChannel();
    try {
      return request.send(fresh);
    } catch (SftpException e) {
      if (VfsFailures.isFailure(e)) {
        throw new IOException("temporary failure of the remote server", e);
      }
      throw e;
    } finally {
      server.putChannel(fresh);
    }
  }

  private @Nullable SftpATTRS attributes() throws IOException, SftpException {
    if (attributes == null) {
      String path = quotedPath();
      try {
        attributes = send(channel -> channel.stat(path));
      } catch (SftpException e) {
        if (e.id != ChannelSftp.SSH_FX_NO_SUCH_FILE) {
          throw e;
        }
      }
    }
    return attributes;
  }

  /** The attributes of an existing file; fails if the server left out the requested one. */
  private SftpATTRS with(int flag) throws IOException, SftpException {
    SftpATTRS known = attributes();
    if (known == null || (known.getFlags() & flag) == 0) {
      throw new FileSystemException(
          "the remote server does not send size, time or permissions of the file");
    }
    return known;
  }

  @Override
  protected FileType doGetType() throws Exception {
    if (attributes() == null) {
      return FileType.IMAGINARY;
    }
    SftpATTRS known = with(SftpATTRS.SSH_FILEXFER_ATTR_PERMISSIONS);
    return known.isDir() ? FileType.FOLDER : FileType.FILE;
  }

  @Override
  protected long doGetContentSize() throws Exception {
    return with(SftpATTRS.SSH_FILEXFER_ATTR_SIZE).getSize();
  }

  @Override
  protected long doGetLastModifiedTime() throws Exception {
    return TimeUnit.SECONDS.toMillis(with(SftpATTRS.SSH_FILEXFER_ATTR_ACMODTIME).getMTime());
  }

  @Override
  protected FileObject[] doListChildrenResolved() throws Exception {
    AbstractFileName name = (AbstractFileName) getName();
    String path = quotedPath();
    List<FileObject> children = new ArrayList<>();
    for (ChannelSftp.LsEntry entry : send(channel -> channel.ls(path))) {
      if (NameEncoding.isPlain(entry.getFilename())) {
        String below = NameEncoding.path(name.getPath(), List.of(entry.getFilename()));
        FileObject child = server.resolveFile(name.createName(below, FileType.FILE));
        if (child instanceof SftpFile file) {
          file.attributes = entry.getAttrs();
        }
        children.add(child);
      }
    }
    return children.toArray(FileObject[]::new);
  }

  /** JSch does not unquote the name of a new directory. */
  @Override
  protected void doCreateFolder() throws Exception {
    ChannelSftp channel = server.getChannel();
    try {
      channel.mkdir(quotedPath().replaceAll("\\\\(.)", "$1"));
    } finally {
      server.putChannel(channel);
    }
  }

  @Override
  protected boolean doSetLastModifiedTime(long millis) throws Exception {
    ChannelSftp channel = server.getChannel();
    try {
      channel.setMtime(quotedPath(), (int) TimeUnit.MILLISECONDS.toSeconds(millis));
    } finally {
      server.putChannel(channel);
    }
    return true;
  }

  @Override
  protected void doDetach() throws Exception {
    super.doDetach();
    attributes = null;
  }

  /** VFS would request the attributes at once. */
  @Override
  protected void onChange() {
    attributes = null;
  }

  private String quotedPath() throws FileSystemException {
    return UriParser.decode(server.getRootName().getRelativeName(getName()));
  }
}
