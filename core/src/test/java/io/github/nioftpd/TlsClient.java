package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A client that speaks TLS. By default its data connections resume the session of its control
 * connection.
 */
public final class TlsClient implements AutoCloseable {

  private final SSLContext context;
  private final Consumer<SSLParameters> settings;
  private final Socket tcp;
  private DisguisedSocket last;
  private SSLSocket tls;
  private RawClient raw;

  private TlsClient(InetSocketAddress server, SSLContext context, Consumer<SSLParameters> settings)
      throws IOException {
    this.context = context;
    this.settings = settings;
    this.tcp = new Socket(server.getAddress(), server.getPort());
    this.raw = new RawClient(tcp);
  }

  /** Connects in clear and reads the greeting. */
  public static TlsClient connect(TestFtp ftp, SSLContext context, Consumer<SSLParameters> settings)
      throws IOException {
    TlsClient client = new TlsClient(ftp.server().address(), context, settings);
    client.raw.expect(220);
    return client;
  }

  /** Connects and begins TLS with AUTH. */
  public static TlsClient explicit(TestFtp ftp, String version) throws IOException {
    TlsClient client =
        connect(ftp, TestTls.client(), all -> all.setProtocols(new String[] {version}));
    client.say("AUTH TLS").expect(234);
    client.shake();
    return client;
  }

  /** Connects to a server with implicit TLS and reads the greeting. */
  public static TlsClient implicit(TestFtp ftp, String version) throws IOException {
    TlsClient client =
        new TlsClient(
            ftp.server().address(),
            TestTls.client(),
            all -> all.setProtocols(new String[] {version}));
    client.shake();
    client.raw.expect(220);
    return client;
  }

  /** Connects, begins TLS, logs in and protects data connections. */
  public static TlsClient login(TestFtp ftp, String version) throws IOException {
    TlsClient client = explicit(ftp, version);
    client.logIn();
    client.protect();
    return client;
  }

  /** Performs the handshake on the control connection. */
  public void shake() throws IOException {
    tls = over(tcp, context, settings);
    raw = new RawClient(tls);
  }

  /** Ends TLS on the control connection, which goes on in clear. */
  public void unshake() throws IOException {
    tls.shutdownOutput();
    assertThat(tls.getInputStream().read()).as("close_notify").isEqualTo(-1);
    raw = new RawClient(tcp);
  }

  /** Logs in as a user with all permissions. */
  public void logIn() throws IOException {
    say("USER user").expect(331);
    say("PASS secret").expect(230);
    say("TYPE I").expect(200);
  }

  /** Sends PBSZ and PROT P. */
  public void protect() throws IOException {
    assertThat(command("PBSZ 0")).isEqualTo("200 PBSZ=0");
    say("PROT P").expect(200);
  }

  /** The current client, under TLS or in clear. */
  public RawClient raw() {
    return raw;
  }

  /** The control connection's TLS. */
  public SSLSocket tls() {
    return tls;
  }

  /** The connection below TLS. */
  public Socket tcp() {
    return tcp;
  }

  public String command(String line) throws IOException {
    return raw.command(line);
  }

  public RawClient.Answer say(String line) throws IOException {
    return raw.say(line);
  }

  public RawClient.Answer expect(int code) throws IOException {
    return raw.expect(code);
  }

  public String reply() throws IOException {
    return raw.reply();
  }

  /** The certificate of the server. */
  public X509Certificate certificate() throws IOException {
    return (X509Certificate) tls.getSession().getPeerCertificates()[0];
  }

  /** A data connection to a port of the server, still without a handshake. */
  public Socket dial(int port) throws IOException {
    return raw.connect(port);
  }

  /** Performs the handshake on a data connection, and resumes. */
  public SSLSocket secure(Socket data) throws IOException {
    return over(data, context, settings);
  }

  /** Performs the handshake on a data connection with a context that has no session to resume. */
  public SSLSocket secureAfresh(Socket data) throws IOException {
    return over(data, TestTls.client(), settings);
  }

  private SSLSocket over(Socket socket, SSLContext from, Consumer<SSLParameters> how)
      throws IOException {
    last = new DisguisedSocket(socket, tcp.getPort());
    SSLSocket made =
        (SSLSocket) from.getSocketFactory().createSocket(last, "127.0.0.1", tcp.getPort(), false);
    SSLParameters parameters = made.getSSLParameters();
    how.accept(parameters);
    made.setSSLParameters(parameters);
    made.startHandshake();
    return made;
  }

  /** Whether the TCP connection secured last has ended, or only its TLS. */
  public boolean hasTcpEnded() {
    return last.isEnded();
  }

  /** Downloads, and asserts 150, 226 and an end by close_notify. */
  public byte[] download(String command) throws IOException {
    int port = raw.passivePort();
    raw.send(command + "\r\n");
    try (Socket data = dial(port)) {
      expect(150);
      byte[] bytes = secure(data).getInputStream().readAllBytes();
      expect(226);
      return bytes;
    }
  }

  /** Uploads, ends with close_notify and asserts 150 and 226. */
  public void upload(String command, byte[] bytes) throws IOException {
    int port = raw.passivePort();
    raw.send(command + "\r\n");
    try (Socket data = dial(port)) {
      expect(150);
      SSLSocket secured = secure(data);
      secured.getOutputStream().write(bytes);
      secured.shutdownOutput();
      assertThat(secured.getInputStream().read()).as("close_notify").isEqualTo(-1);
    }
    expect(226);
  }

  @Override
  public void close() throws IOException {
    if (tls != null) {
      tls.close();
    }
    tcp.close();
  }
}
