package io.github.nioftpd.server.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;

/** The files of a server, accessed by a client with one connection per operation. */
record Session(IntSupplier port) implements Contents {

  @Override
  public byte[] read(String path) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    use(client -> assertThat(client.retrieveFile(path, bytes)).as(path).isTrue());
    return bytes.toByteArray();
  }

  @Override
  public boolean exists(String path) throws IOException {
    List<Boolean> found = new ArrayList<>();
    use(client -> found.add(client.mlistFile(path) != null));
    return found.getFirst();
  }

  @Override
  public void write(String path, byte[] bytes) throws IOException {
    use(
        client ->
            assertThat(client.storeFile(path, new ByteArrayInputStream(bytes))).as(path).isTrue());
  }

  /** Uploads the beginning of a file and aborts once enough bytes arrived. */
  void breakOff(String path, byte[] beginning, BooleanSupplier farEnough) throws IOException {
    use(
        client -> {
          try (OutputStream data = client.storeFileStream(path)) {
            data.write(beginning);
            data.flush();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!farEnough.getAsBoolean()) {
              assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
              LockSupport.parkNanos(20_000_000);
            }
            assertThat(client.abor()).isEqualTo(FTPReply.TRANSFER_ABORTED);
          }
          assertThat(client.getReply()).isEqualTo(FTPReply.CLOSING_DATA_CONNECTION);
        });
  }

  @Override
  public void makeDirectory(String path) throws IOException {
    use(client -> assertThat(client.makeDirectory(path)).as(path).isTrue());
  }

  /** Removes a directory tree. */
  void removeTree(String path) throws IOException {
    use(client -> removeTree(client, path));
  }

  private static void removeTree(FTPClient client, String path) throws IOException {
    for (FTPFile entry : client.mlistDir(path)) {
      String child = path + "/" + entry.getName();
      if (entry.isDirectory()) {
        removeTree(client, child);
      } else {
        assertThat(client.deleteFile(child)).as(child).isTrue();
      }
    }
    assertThat(client.removeDirectory(path)).as(path).isTrue();
  }

  /** An action with a logged-in client. */
  interface Use {
    void of(FTPClient client) throws IOException;
  }

  private void use(Use use) throws IOException {
    FTPClient client = new FTPClient();
    client.setControlEncoding(UTF_8);
    client.setUseEPSVwithIPv4(true);
    client.connect("127.0.0.1", port.getAsInt());
    try {
      assertThat(client.login(Server.USER, Server.PASSWORD)).isTrue();
      client.enterLocalPassiveMode();
      client.setFileType(FTP.BINARY_FILE_TYPE);
      use.of(client);
      client.logout();
    } finally {
      client.disconnect();
    }
  }
}
