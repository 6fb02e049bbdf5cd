package io.github.nioftpd.fs.vfs;

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
 * Clients that list with MLSD (RFC 3659, section 7), which tells names, sizes and times exactly,
 * and with LIST where the server has no MLSD.
 *
 * <p>To these clients a reply of 4xx is a failure: to VFS it would mean that a file is missing, or
 * that a directory is empty.
 */
final class FtpClients {

  /** Commands whose data connection is open before their reply, and is closed after it. */
  private static final Set<String> TRANSFERS =
      Set.of("RETR", "STOR", "STOU", "APPE", "LIST", "NLST", "MLSD");

  private static final int EXCEEDED_STORAGE = 552; // RFC 959, section 4.2

  private FtpClients() {}

  private static FTPFile[] entries(FTPClient client, @Nullable String path) throws IOException {
    FTPFile[] all = path == null ? client.mlistDir() : client.mlistDir(path);
    for (FTPFile entry : all) {
      if (entry.getSize() < 0) {
        entry.setSize(0); // what is no file may have none
      }
    }
    return all;
  }

  /** A listing that was refused or broken off is not the listing of an empty directory. */
  private static FTPFile[] complete(FTPClient client, FTPFile[] entries) throws IOException {
    if (!FTPReply.isPositiveCompletion(client.getReplyCode())) {
      throw new FileSystemException("the remote server answers " + client.getReplyCode());
    }
    return entries;
  }

  private static void ensureSettled(int code) throws IOException {
    if (code == FTPReply.INSUFFICIENT_STORAGE || code == EXCEEDED_STORAGE) {
      throw new IOException("no space left on the remote server");
    }
    if (FTPReply.isNegativeTransient(code)) {
      throw new IOException("the remote server answers " + code);
    }
  }

  /** In clear. */
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
        ensureSettled(code);
      }
      return code;
    }

    @Override
    protected @Nullable Socket _openDataConnection_(String command, @Nullable String argument)
        throws IOException {
      Socket socket = super._openDataConnection_(command, argument);
      if (socket == null) {
        ensureSettled(getReplyCode());
      }
      return socket;
    }

    @Override
    public boolean completePendingCommand() throws IOException {
      boolean completed = super.completePendingCommand();
      ensureSettled(getReplyCode());
      return completed;
    }
  }

  /** Under TLS. */
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
        ensureSettled(code);
      }
      return code;
    }

    @Override
    protected @Nullable Socket _openDataConnection_(String command, @Nullable String argument)
        throws IOException {
      Socket socket = super._openDataConnection_(command, argument);
      if (socket == null) {
        ensureSettled(getReplyCode());
      }
      return socket;
    }

    @Override
    public boolean completePendingCommand() throws IOException {
      boolean completed = super.completePendingCommand();
      ensureSettled(getReplyCode());
      return completed;
    }
  }
}
