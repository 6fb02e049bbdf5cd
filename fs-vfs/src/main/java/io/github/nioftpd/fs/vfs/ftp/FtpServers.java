package io.github.nioftpd.fs.vfs.ftp;

import io.github.nioftpd.fs.vfs.common.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.vfs2.Capability;
import org.apache.commons.vfs2.FileName;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystem;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.UserAuthenticationData;
import org.apache.commons.vfs2.provider.AbstractFileName;
import org.apache.commons.vfs2.provider.GenericFileName;
import org.apache.commons.vfs2.provider.ftp.FTPClientWrapper;
import org.apache.commons.vfs2.provider.ftp.FtpClient;
import org.apache.commons.vfs2.provider.ftp.FtpClientFactory;
import org.apache.commons.vfs2.provider.ftp.FtpFileProvider;
import org.apache.commons.vfs2.provider.ftp.FtpFileSystem;
import org.apache.commons.vfs2.provider.ftp.FtpFileSystemConfigBuilder;
import org.apache.commons.vfs2.util.UserAuthenticatorUtils;
import org.jspecify.annotations.Nullable;

/** VFS provider for FTP and FTPS whose clients use MLSD, time out and verify certificates. */
final class FtpServers extends FtpFileProvider {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Replies to MLST for a file that does not exist, or whose name the server rejects. */
  private static final Set<Integer> MISSING = Set.of(550, 501, 553);

  private final Optional<Trust> trust;
  private final boolean implicit;
  private final Duration timeout;

  /** Creates a provider, without TLS if trust is empty. */
  FtpServers(Optional<Trust> trust, boolean implicit, Duration timeout) {
    this.trust = trust;
    this.implicit = implicit;
    this.timeout = timeout;
  }

  @Override
  protected FileSystem doCreateFileSystem(FileName name, FileSystemOptions options)
      throws FileSystemException {
    return new Server((GenericFileName) name, options);
  }

  private final class Server extends FtpFileSystem {

    private final Queue<FtpClient> idle = new ConcurrentLinkedQueue<>();

    Server(GenericFileName root, FileSystemOptions options) throws FileSystemException {
      super(root, new Client(root, options), options);
    }

    /** VFS keeps one client, and would log in for each further one. */
    @Override
    public FtpClient getClient() throws FileSystemException {
      FtpClient client = idle.poll();
      while (client != null && !client.isConnected()) {
        client = idle.poll();
      }
      return client == null ? super.getClient() : client;
    }

    @Override
    public void putClient(FtpClient client) {
      idle.add(client); // bounded by the connections
    }

    @Override
    protected void doCloseCommunicationLink() {
      super.doCloseCommunicationLink();
      for (FtpClient client = idle.poll(); client != null; client = idle.poll()) {
        super.putClient(client);
        super.doCloseCommunicationLink();
      }
    }

    @Override
    protected FTPClientWrapper createWrapper() throws FileSystemException {
      return new Client((GenericFileName) getRootName(), getFileSystemOptions());
    }

    @Override
    protected FileObject createFile(AbstractFileName name) throws FileSystemException {
      return new FtpFile(name, this);
    }

    @Override
    protected void addCapabilities(Collection<Capability> capabilities) {
      super.addCapabilities(capabilities);
      boolean has = false;
      try {
        FtpClient client = getClient();
        has = client.hasFeature("MFMT");
        putClient(client);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (has) {
        capabilities.add(Capability.SET_LAST_MODIFIED_FILE);
        capabilities.add(Capability.SET_LAST_MODIFIED_FOLDER);
      }
    }
  }

  /** Logs in on first use, and again when the connection is lost. */
  private final class Client extends FTPClientWrapper implements FtpFile.FactsClient {

    private @Nullable FTPClient client;

    Client(GenericFileName root, FileSystemOptions options) throws FileSystemException {
      super(root, options);
    }

    @Override
    public boolean setTime(String path, long millis) throws IOException {
      FTPClient now = client;
      String time = TIME.format(Instant.ofEpochMilli(millis));
      return now != null && isConnected() && now.setModificationTime(path, time);
    }

    /** VFS changes to the directory to list it, and does not change back after a failure. */
    @Override
    public FTPFile @Nullable [] listFiles(String path) throws IOException {
      boolean done = false;
      try {
        FTPFile[] entries = super.listFiles(path);
        done = entries != null;
        return entries;
      } finally {
        if (!done) {
          disconnect();
        }
      }
    }

    @Override
    public Optional<FTPFile> facts(String path) throws IOException {
      try {
        return mlst(path);
      } catch (IOException e) { // the server may have closed an idle connection
        disconnect();
        return mlst(path);
      }
    }

    private Optional<FTPFile> mlst(String path) throws IOException {
      boolean connects = hasFeature("MLST");
      FTPClient now = client;
      FTPFile facts = connects && now != null ? now.mlistFile(path) : null;
      if (facts == null && !MISSING.contains(getReplyCode())) {
        throw new IOException("the remote server replied " + getReplyCode() + " to MLST");
      }
      return Optional.ofNullable(facts);
    }

    @Override
    protected FTPClient createClient(GenericFileName root, UserAuthenticationData login)
        throws FileSystemException {
      FTPClient made =
          new Clients(root.getHostName())
              .createConnection(
                  root.getHostName(),
                  port(root),
                  UserAuthenticatorUtils.toChar(root.getUserName()),
                  UserAuthenticatorUtils.getData(login, UserAuthenticationData.PASSWORD, null),
                  root.getPath(),
                  getFileSystemOptions());
      client = made;
      return made;
    }
  }

  private int port(GenericFileName root) {
    boolean isDefault = root.getPort() == root.getDefaultPort();
    return implicit && isDefault ? FTPSClient.DEFAULT_FTPS_PORT : root.getPort();
  }

  /** Connects and logs in like VFS, with our clients. */
  private final class Clients
      extends FtpClientFactory.ConnectionFactory<FTPClient, FtpFileSystemConfigBuilder> {

    private final String host;

    Clients(String host) {
      super(FtpFileSystemConfigBuilder.getInstance());
      this.host = host;
    }

    @Override
    protected FTPClient createClient(FileSystemOptions options) {
      FTPClient client =
          trust.isEmpty()
              ? new FtpClients.Plain()
              : new FtpClients.Tls(implicit, trust.get().manager(host));
      client.setConnectTimeout(Math.toIntExact(timeout.toMillis()));
      return client;
    }

    @Override
    protected void setupOpenConnection(FTPClient client, FileSystemOptions options)
        throws IOException {
      if (client instanceof FTPSClient tls) {
        tls.execPBSZ(0);
        tls.execPROT("P");
      }
    }
  }
}
