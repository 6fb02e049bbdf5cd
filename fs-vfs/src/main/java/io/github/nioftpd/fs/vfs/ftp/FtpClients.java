package io.github.nioftpd.fs.vfs.ftp;

import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import javax.net.ssl.TrustManager;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.vfs2.FileSystemException;
import org.jspecify.annotations.Nullable;

/**
 * FTP clients that list with MLSD (RFC 3659, section 7), which has exact names, sizes and times, or
 * with LIST if the server has no MLSD.
 *
 * <p>A reply of 4xx is a failure. VFS alone would take it for a missing file or an empty directory.
 */
final class FtpClients {

  /** Commands whose reply comes while the data connection is open. */
  private static final Set<String> TRANSFERS =
      Set.of("RETR", "STOR", "STOU", "APPE", "LIST", "NLST", "MLSD");

  private static final int EXCEEDED_STORAGE = 552; // RFC 959, section 4.2

  private FtpClients() {}

  private static FTPFile[] entries(FTPClient client, @Nullable String path) throws IOException {
    FTPFile[] all = path == null ? client.mlistDir() : client.mlistDir(path);
    for (FTPFile entry : all) {
      if (entry.getSize() < 0) {
        entry.setSize(0); // directories may have none
      }
    }
    return all;
  }

  /** Fails for a listing that was rejected or aborted, which is not an empty directory. */
  private static FTPFile[] complete(FTPClient client, FTPFile[] entries) throws IOException {
    if (!FTPReply.isPositiveCompletion(client.getReplyCode())) {
      throw new FileSystemException("the remote server replied " + client.getReplyCode());
    }
    return entries;
  }

  private static void ensureNotTransient(int code) throws IOException {
    if (code == FTPReply.INSUFFICIENT_STORAGE || code == EXCEEDED_STORAGE) {
      throw new IOException("no space left on the remote server");
    }
    if (FTPReply.isNegativeTransient(code)) {
      throw new IOException("the remote server replied " + code);
    }
  }

  /** FTP without TLS. */
  static final class Plain extends FTPClient {

    @Override
    public FTPFile[] listFiles(@Nullable String path) throws IOException {
      return hasFeature("MLST") ? entries(this, path) : super.listFiles(path);
    }

    @Override
    public FTPFile[] listFiles() throws IOException {
      return complete(this, hasFeature("MLST") ? entries(this, null) : super.listFiles());
    }

    @Override
    public int sendCommand(String command, @Nullable String argument) throws IOException {
      int code = super.sendCommand(command, argument);
      if (!TRANSFERS.contains(command)) {
        ensureNotTransient(code);
      }
      return code;
    }

    @Override
    protected @Nullable Socket _openDataConnection_(String command, @Nullable String argument)
        throws IOException {
      Socket socket = super._openDataConnection_(command, argument);
      if (socket == null) {
        ensureNotTransient(getReplyCode());
      }
      return socket;
    }

    @Override
    public boolean completePendingCommand() throws IOException {
      boolean completed = super.completePendingCommand();
      ensureNotTransient(getReplyCode());
      return completed;
    }
  }

  /** FTP over TLS. */
  static final class Tls extends FTPSClient {

    Tls(boolean implicit, TrustManager trust) {
      super(implicit);
      setTrustManager(trust);
    }

    @Override
    public FTPFile[] listFiles(@Nullable String path) throws IOException {
      return hasFeature("MLST") ? entries(this, path) : super.listFiles(path);
    }

    @Override
    public FTPFile[] listFiles() throws IOException {
      return complete(this, hasFeature("MLST") ? entries(this, null) : super.listFiles());
    }

    @Override
    public int sendCommand(String command, @Nullable String argument) throws IOException {
      int code = super.sendCommand(command, argument);
      if (!TRANSFERS.contains(command)) {
        ensureNotTransient(code);
      }
      return code;
    }

    @Override
    protected @Nullable Socket _openDataConnection_(String command, @Nullable String argument)
        throws IOException {
      Socket socket = super._openDataConnection_(command, argument);
      if (socket == null) {
        ensureNotTransient(getReplyCode());
      }
      return socket;
    }

    @Override
    public boolean completePendingCommand() throws IOException {
      boolean completed = super.completePendingCommand();
      ensureNotTransient(getReplyCode());
      return completed;
    }
  }
}
