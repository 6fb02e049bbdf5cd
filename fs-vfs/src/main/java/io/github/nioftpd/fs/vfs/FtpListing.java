package io.github.nioftpd.fs.vfs;

import java.io.IOException;
import javax.net.ssl.TrustManager;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPSClient;
import org.jspecify.annotations.Nullable;

/**
 * Clients that list with MLSD (RFC 3659, section 7), which tells names, sizes and times exactly,
 * and with LIST where the server has no MLSD.
 */
final class FtpListing {

  private FtpListing() {}

  private static FTPFile[] entries(FTPClient client, @Nullable String path) throws IOException {
    FTPFile[] all = path == null ? client.mlistDir() : client.mlistDir(path);
    for (FTPFile entry : all) {
      if (entry.getSize() < 0) {
        entry.setSize(0); // what is no file may have none
      }
    }
    return all;
  }

  /** In clear. */
  static final class Plain extends FTPClient {

    @Override
    public FTPFile[] listFiles(@Nullable String path) throws IOException {
      return hasFeature("MLST") ? entries(this, path) : super.listFiles(path);
    }

    @Override
    public FTPFile[] listFiles() throws IOException {
      return hasFeature("MLST") ? entries(this, null) : super.listFiles();
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
      return hasFeature("MLST") ? entries(this, null) : super.listFiles();
    }
  }
}
