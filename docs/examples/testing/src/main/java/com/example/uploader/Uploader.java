package com.example.uploader;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;

/**
 * Uploads files to an FTP server. A file appears under its name only when it is complete. Lost
 * connections, timeouts and replies 4xx are temporary: the upload is tried again.
 */
public final class Uploader {

  /**
   * How patient an uploader is.
   *
   * @param attempts the number of attempts, 1 or more
   * @param pause the time between two attempts
   * @param timeout the longest time without an answer, for each connection
   */
  public record Patience(int attempts, Duration pause, Duration timeout) {}

  private final URI server;
  private final Optional<TrustManager> trust;
  private final Patience patience;

  private Uploader(URI server, Optional<TrustManager> trust, Patience patience) {
    this.server = server;
    this.trust = trust;
    this.patience = patience;
  }

  /** Uploads over plain FTP to {@code ftp://user:password@host:port}. */
  public static Uploader plain(URI server, Patience patience) {
    return new Uploader(server, Optional.empty(), patience);
  }

  /** Uploads over explicit FTPS. */
  public static Uploader secured(URI server, TrustManager trust, Patience patience) {
    return new Uploader(server, Optional.of(trust), patience);
  }

  /**
   * Uploads a file.
   *
   * @param file the file
   * @param target its path on the server, which replaces a file there
   * @throws IOException if the server refuses the upload for good, or every attempt failed
   */
  public void upload(Path file, String target) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        attempt(file, target);
        return;
      } catch (RefusedException e) {
        throw e;
      } catch (IOException e) {
        if (attempt == patience.attempts()) {
          throw new IOException("no upload to " + target + " in " + attempt + " attempts", e);
        }
        Thread.sleep(patience.pause());
      }
    }
  }

  private void attempt(Path file, String target) throws IOException {
    FTPClient client = client();
    try (InputStream content = Files.newInputStream(file)) {
      connect(client);
      String temporary = target.replaceFirst("[^/]*$", ".$0.part");
      require(client, client.storeFile(temporary, content));
      require(client, client.rename(temporary, target));
      client.quit();
    } finally {
      client.disconnect();
    }
  }

  private FTPClient client() {
    FTPClient client = new FTPClient();
    if (trust.isPresent()) {
      FTPSClient secured = new FTPSClient();
      secured.setTrustManager(trust.get());
      secured.setEndpointCheckingEnabled(true);
      client = secured;
    }
    int timeout = Math.toIntExact(patience.timeout().toMillis());
    client.setConnectTimeout(timeout);
    client.setDefaultTimeout(timeout);
    client.setDataTimeout(patience.timeout());
    return client;
  }

  private void connect(FTPClient client) throws IOException {
    client.connect(InetAddress.getByName(server.getHost()), server.getPort());
    require(client, FTPReply.isPositiveCompletion(client.getReplyCode()));
    String[] login = server.getUserInfo().split(":", 2);
    require(client, client.login(login[0], login[1]));
    if (client instanceof FTPSClient secured) {
      secured.execPBSZ(0);
      secured.execPROT("P");
    }
    client.enterLocalPassiveMode();
    require(client, client.setFileType(FTP.BINARY_FILE_TYPE));
  }

  private static void require(FTPClient client, boolean success) throws IOException {
    if (!success) {
      String reply = client.getReplyString().strip();
      throw FTPReply.isNegativeTransient(client.getReplyCode())
          ? new IOException(reply)
          : new RefusedException(reply);
    }
  }
}
