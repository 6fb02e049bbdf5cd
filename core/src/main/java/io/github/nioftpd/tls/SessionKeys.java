package io.github.nioftpd.tls;

import static java.util.Objects.requireNonNull;

import io.github.nioftpd.config.TlsKeys;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a server as one session may use them: for the handshake that is under way and for no
 * other, with the certificate of the host the client wants.
 *
 * <p>A handshake that resumes signs nothing. So a data connection that must resume is given a key
 * that cannot sign, and a client that does not resume gets no TLS session at all, not even one that
 * could be resumed at the next try. The certificate is shown all the same: JSSE compares it with
 * the one the ticket was made for.
 */
final class SessionKeys extends X509ExtendedKeyManager {

  private static final String WITHOUT_KEY = "-";

  private final TlsKeys keys;
  private volatile Optional<String> host = Optional.empty();
  private volatile @Nullable X509ExtendedKeyManager chosen;
  private volatile @Nullable Socket served;
  private volatile boolean denied;

  SessionKeys(TlsKeys keys) {
    this.keys = keys;
  }

  /** Sets the host named with HOST, which comes before the one named in the handshake. */
  void host(Optional<String> name) {
    host = name;
  }

  /** Lets a socket have a key that signs, or none. */
  void serve(@Nullable Socket socket) {
    served = socket;
    denied = false;
  }

  /** Lets no socket have a key any more: no handshake is made twice. */
  void retire() {
    served = null;
  }

  /** Whether a key was wanted and denied since the last {@link #serve}. */
  boolean isDenied() {
    return denied;
  }

  /**
   * The host is chosen once: a client that names another on a data connection, or none, could not
   * resume otherwise.
   */
  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    X509ExtendedKeyManager manager = chosen;
    if (manager == null) {
      manager = keys.forHost(host.or(() -> requested(socket)));
      chosen = manager;
    }
    String alias = manager.chooseServerAlias(keyType, issuers, socket);
    if (alias == null) {
      return null;
    }
    boolean signs = socket != null && socket.equals(served);
    return (signs ? "" : WITHOUT_KEY) + alias;
  }

  private static Optional<String> requested(@Nullable Socket socket) {
    return socket instanceof SSLSocket tls
            && tls.getHandshakeSession() instanceof ExtendedSSLSession session
        ? session.getRequestedServerNames().stream()
            .filter(SNIHostName.class::isInstance)
            .map(name -> ((SNIHostName) name).getAsciiName())
            .findFirst()
        : Optional.empty();
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return requireNonNull(chosen).getCertificateChain(own(alias));
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    PrivateKey key = requireNonNull(chosen).getPrivateKey(own(alias));
    if (key == null || !alias.startsWith(WITHOUT_KEY)) {
      return key;
    }
    denied = true;
    return new Blank(key.getAlgorithm());
  }

  private static String own(String alias) {
    return alias.startsWith(WITHOUT_KEY) ? alias.substring(WITHOUT_KEY.length()) : alias;
  }

  /** A key that is of no use. */
  private record Blank(String algorithm) implements PrivateKey {

    @Override
    public String getAlgorithm() {
      return algorithm;
    }

    @Override
    public String getFormat() {
      return "none";
    }

    @Override
    public byte @Nullable [] getEncoded() {
      return null;
    }
  }

  // ---- a server does not ask these

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
