package io.github.nioftpd.fs.vfs;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.util.Collection;
import org.apache.commons.vfs2.Capability;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.provider.AbstractFileName;
import org.apache.commons.vfs2.provider.GenericFileName;
import org.apache.commons.vfs2.provider.sftp.SftpFileSystem;

/**
 * A server for sftp, with channels that have more requests under way, and without channels of a
 * session that is gone.
 */
final class SftpServer extends SftpFileSystem {

  /** Requests of 32 KiB each; the window of a channel is 2 MiB. */
  private static final int REQUESTS_UNDER_WAY = 64;

  SftpServer(GenericFileName root, Session session, FileSystemOptions options) {
    super(root, session, options);
  }

  @Override
  protected FileObject createFile(AbstractFileName name) throws FileSystemException {
    return new SftpFile(name, this);
  }

  @Override
  protected void addCapabilities(Collection<Capability> capabilities) {
    super.addCapabilities(capabilities);
    capabilities.add(Capability.SET_LAST_MODIFIED_FOLDER); // it can, and does not say so
  }

  @Override
  protected ChannelSftp getChannel() throws IOException {
    ChannelSftp channel = super.getChannel();
    if (!channel.isConnected() || channel.isClosed()) { // it was idle when its session ended
      channel.disconnect();
      channel = super.getChannel();
    }
    try {
      if (channel.getBulkRequests() != REQUESTS_UNDER_WAY) {
        channel.setBulkRequests(REQUESTS_UNDER_WAY);
      }
    } catch (JSchException e) {
      throw new IOException("a channel cannot be set up", e);
    }
    return channel;
  }

  @Override
  protected void putChannel(ChannelSftp channel) {
    super.putChannel(channel);
  }
}
