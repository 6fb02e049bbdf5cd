package io.github.nioftpd.fs.vfs;

import com.jcraft.jsch.ChannelSftp;
import java.util.concurrent.TimeUnit;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.provider.AbstractFileName;
import org.apache.commons.vfs2.provider.UriParser;
import org.apache.commons.vfs2.provider.sftp.SftpFileObject;

/**
 * A file of a server for sftp, as VFS has it but for two things: directories get the name they are
 * meant to have, and to set a time is not to set the size as well, which would cut a file that
 * grows.
 */
final class SftpFile extends SftpFileObject {

  private final SftpServer server;

  SftpFile(AbstractFileName name, SftpServer server) throws FileSystemException {
    super(name, server);
    this.server = server;
  }

  /** The client takes the name of a new directory as it is. */
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
  @SuppressWarnings(
      "UnsynchronizedOverridesSynchronized") // each operation has an object of its own
  protected boolean doSetLastModifiedTime(long millis) throws Exception {
    ChannelSftp channel = server.getChannel();
    try {
      channel.setMtime(quotedPath(), (int) TimeUnit.MILLISECONDS.toSeconds(millis));
    } finally {
      server.putChannel(channel);
    }
    return true;
  }

  private String quotedPath() throws FileSystemException {
    return UriParser.decode(server.getRootName().getRelativeName(getName()));
  }
}
