package io.github.nioftpd.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.test.tls.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;

/** A server with faults, and clients of it. */
final class FaultyFtp implements AutoCloseable {

  /** Longer than any answer takes on a busy machine; only waits for what never comes take it. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Faults faults;
  private final TestFtp ftp;

  private FaultyFtp(Faults faults, TestFtp ftp) {
    this.faults = faults;
    this.ftp = ftp;
  }

  static FaultyFtp start() throws IOException {
    return start(Endpoint.at(anyPort()), TestFtp.QUICK);
  }

  static FaultyFtp start(Limits limits) throws IOException {
    return start(Endpoint.at(anyPort()), limits);
  }

  static FaultyFtp startTls() throws IOException {
    TlsPolicy policy = TlsPolicy.offered(TestCertificates.LOCALHOST.serverKeys());
    return start(Endpoint.at(anyPort()).tls(policy), TestFtp.QUICK);
  }

  private static FaultyFtp start(Endpoint endpoint, Limits limits) throws IOException {
    Faults faults = new Faults();
    UnaryOperator<FtpServer.Builder> settings = all -> all.intercept(faults).limits(limits);
    return new FaultyFtp(faults, TestFtp.startAt(endpoint, settings));
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  Faults faults() {
    return faults;
  }

  TestFtp ftp() {
    return ftp;
  }

  void file(String path, byte[] content) throws IOException {
    Files.createDirectories(ftp.path(path).getParent());
    Files.write(ftp.path(path), content);
  }

  RawClient login() throws IOException {
    return ftp.loginBinary();
  }

  /** The client of commons-net, connected and logged in. */
  FTPClient commonsNet() throws IOException {
    return login(new FTPClient());
  }

  FTPClient login(FTPClient client) throws IOException {
    connect(client);
    assertThat(client.login("user", "secret")).as(client.getReplyString()).isTrue();
    client.enterLocalPassiveMode();
    client.setFileType(FTP.BINARY_FILE_TYPE);
    return client;
  }

  void connect(FTPClient client) throws IOException {
    client.setDefaultTimeout((int) PATIENCE.toMillis());
    client.setDataTimeout(PATIENCE);
    client.connect(ftp.server().address().getAddress(), ftp.port());
  }

  String url(String path) {
    return "ftp://user:secret@127.0.0.1:" + ftp.port() + path;
  }

  /** Closes the server for clients that leave sockets open. */
  void closeServer() {
    faults.close();
    ftp.server().close(Duration.ofMillis(500));
    assertThat(ftp.server().sessions()).isEmpty();
  }

  @Override
  public void close() throws IOException {
    faults.close();
    ftp.close();
  }
}
