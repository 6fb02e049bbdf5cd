package io.github.nioftpd.fs.vfs.sftp;

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

/** An SFTP server, with more pipelined requests per channel, and without stale channels. */
final class SftpServer extends SftpFileSystem {

  /** Pipelined requests of 32 KiB each; the window of a channel is 2 MiB. */
  private static final int REQUESTS = 64;

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
    capabilities.add(Capability.SET_LAST_MODIFIED_FOLDER); // VFS supports it without declaring it
  }

  /** VFS keeps one channel, even if its session ended while it was idle. */
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
      channel.setBulkRequests(REQUESTS);
    } catch (JSchException e) {
      throw new IOException("cannot set up an SFTP channel", e);
    }
    return channel;
  }

  private static boolean isUsable(ChannelSftp channel) {
    return channel.isConnected() && !channel.isClosed();
  }

  @Override
  protected void putChannel(ChannelSftp channel) {
    if (isUsable(channel)) {
      idle.add(channel); // bounded by the connections
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
