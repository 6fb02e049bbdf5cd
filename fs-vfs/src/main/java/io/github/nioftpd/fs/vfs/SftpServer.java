package io.github.nioftpd.fs.vfs;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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

  private final Queue<ChannelSftp> idle = new ConcurrentLinkedQueue<>();

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

  /** VFS keeps one, which may have been idle when its session ended. */
  @Override
  protected ChannelSftp getChannel() throws IOException {
    ChannelSftp channel = idle.poll();
    while (channel != null && !isUsable(channel)) {
      channel.disconnect();
      channel = idle.poll();
    }
    return channel == null ? newChannel() : channel;
  }

  private ChannelSftp newChannel() throws IOException {
    ChannelSftp channel = super.getChannel();
    try {
      channel.setBulkRequests(REQUESTS_UNDER_WAY);
    } catch (JSchException e) {
      throw new IOException("a channel cannot be set up", e);
    }
    return channel;
  }

  private static boolean isUsable(ChannelSftp channel) {
    return channel.isConnected() && !channel.isClosed();
  }

  @Override
  protected void putChannel(ChannelSftp channel) {
    if (isUsable(channel)) {
      idle.add(channel); // there are not more than may be open at once
    } else {
      channel.disconnect();
    }
  }

  @Override
  protected void doCloseCommunicationLink() {
    for (ChannelSftp channel = idle.poll(); channel != null; channel = idle.poll()) {
      channel.disconnect();
    }
    super.doCloseCommunicationLink();
  }
}
