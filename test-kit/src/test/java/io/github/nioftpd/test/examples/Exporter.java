package io.github.nioftpd.test.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;

/** The code under test of the examples in docs/testing.md: a client that sends and reads texts. */
final class Exporter {

  private interface Use {
    boolean by(FTPClient client) throws IOException;
  }

  private final URI server;
  private final Supplier<FTPClient> clients;

  Exporter(URI server) {
    this.server = server;
    this.clients = FTPClient::new;
  }

  Exporter(URI server, SSLContext trust) {
    this.server = server;
    this.clients = () -> new FTPSClient(server.getScheme().equals("ftps"), trust);
  }

  /** Stores a text; a temporary failure is tried once more. */
  void send(String text, String path) throws IOException {
    Use store = client -> client.storeFile(path, new ByteArrayInputStream(text.getBytes(UTF_8)));
    try {
      use(store);
    } catch (TemporaryException e) {
      use(store);
    }
  }

  String fetch(String path) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    use(client -> client.retrieveFile(path, content));
    return content.toString(UTF_8);
  }

  private void use(Use use) throws IOException {
    FTPClient client = clients.get();
    client.connect(server.getHost(), server.getPort());
    try {
      String[] login = server.getUserInfo().split(":", 2);
      require(client, client.login(login[0], login[1]));
      if (client instanceof FTPSClient secured) {
        secured.execPBSZ(0);
        secured.execPROT("P");
      }
      client.enterLocalPassiveMode();
      require(client, use.by(client));
    } finally {
      client.disconnect();
    }
  }

  private static void require(FTPClient client, boolean success) throws IOException {
    if (!success) {
      String reply = client.getReplyString().strip();
      throw FTPReply.isNegativeTransient(client.getReplyCode())
          ? new TemporaryException(reply)
          : new IOException(reply);
    }
  }

  private static final class TemporaryException extends IOException {

    private static final long serialVersionUID = 1L;

    TemporaryException(String reply) {
      super(reply);
    }
  }
}
