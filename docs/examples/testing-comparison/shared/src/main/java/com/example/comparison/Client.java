package com.example.comparison;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;

/** The code under test: an FTP client for small texts. */
public final class Client implements AutoCloseable {

  private final FTPClient ftp = new FTPClient();

  /** Connects and logs in. */
  public Client(int port, String user, String password) throws IOException {
    ftp.connect("127.0.0.1", port);
    try {
      require(ftp.login(user, password));
      require(ftp.setFileType(FTP.BINARY_FILE_TYPE));
    } catch (IOException e) {
      ftp.disconnect();
      throw e;
    }
    ftp.enterLocalPassiveMode();
  }

  /** Stores a text as a file. */
  public void upload(String text, String path) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    require(ftp.storeFile(path, new ByteArrayInputStream(content)));
  }

  /** {@return the text of a file} */
  public String download(String path) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    require(ftp.retrieveFile(path, content));
    return content.toString(StandardCharsets.UTF_8);
  }

  private void require(boolean success) throws IOException {
    if (!success) {
      throw new IOException(ftp.getReplyString().strip());
    }
  }

  @Override
  public void close() throws IOException {
    ftp.disconnect();
  }
}
