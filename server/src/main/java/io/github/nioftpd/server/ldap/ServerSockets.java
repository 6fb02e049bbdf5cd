package io.github.nioftpd.server.ldap;

import io.github.nioftpd.fs.SmallFile;
import io.github.nioftpd.server.config.LdapSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Creates the one socket of a connection with a directory server.
 *
 * <p>JNDI takes a factory only by the name of a class with a static method, so the one in use is
 * kept for the thread that connects, until this is closed. From then on the thread gets no socket:
 * JNDI would connect anew when a connection is lost, and send a password over one without TLS.
 */
final class ServerSockets implements AutoCloseable {

  private static final ThreadLocal<Factory> CURRENT = new ThreadLocal<>();

  private final SSLSocketFactory tls;
  private final Factory factory;

  private ServerSockets(SSLSocketFactory tls, Factory factory) {
    this.tls = tls;
    this.factory = factory;
  }

  static ServerSockets of(LdapSettings settings, URI server) throws IOException {
    SSLSocketFactory tls =
        settings.trust().isPresent()
            ? trusting(settings.trust().get().path())
            : (SSLSocketFactory) SSLSocketFactory.getDefault();
    boolean encrypted = server.getScheme().equals("ldaps");
    int millis = (int) Math.min(settings.timeout().toMillis(), Integer.MAX_VALUE);
    Factory factory = new Factory(encrypted ? tls : SocketFactory.getDefault(), millis);
    CURRENT.set(factory);
    return new ServerSockets(tls, factory);
  }

  private static SSLSocketFactory trusting(Path file) throws IOException {
    try (InputStream in = new ByteArrayInputStream(SmallFile.bytes(file))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, one);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot use the certificates in " + file, e);
    }
  }

  /** For StartTLS, which begins without. */
  SSLSocketFactory tls() {
    return tls;
  }

  String factoryName() {
    return Factory.class.getName();
  }

  /** Closes the socket and any later one; can be called by any thread. */
  void cut() throws IOException {
    factory.cut();
  }

  @Override
  public void close() {
    CURRENT.remove();
  }

  /**
   * What JNDI makes by name. It checks the name of the host itself. Its own time limits leave the
   * handshake of StartTLS out, so the socket has one, too.
   */
  public static final class Factory extends SocketFactory {

    private final SocketFactory factory;
    private final int millis;
    private final Queue<Socket> made = new ConcurrentLinkedQueue<>();
    private volatile boolean cut;

    private Factory(SocketFactory factory, int millis) {
      this.factory = factory;
      this.millis = millis;
    }

    /**
     * The factory of the thread that connects.
     *
     * @return the factory
     */
    public static SocketFactory getDefault() {
      Factory current = CURRENT.get();
      if (current == null) {
        throw new IllegalStateException("the connection was lost");
      }
      return current;
    }

    private Socket limited(Socket socket) throws IOException {
      socket.setSoTimeout(millis);
      made.add(socket);
      if (cut) {
        socket.close();
      }
      return socket;
    }

    private void cut() throws IOException {
      cut = true;
      for (Socket socket : made) {
        socket.close();
      }
    }

    @Override
    public Socket createSocket() throws IOException {
      return limited(factory.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return limited(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return limited(factory.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return limited(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return limited(factory.createSocket(host, port, local, localPort));
    }
  }
}
