package io.github.nioftpd.session;

import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.tls.SecurityAssociation;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The TLS state of a session (RFC 2228, RFC 4217). It outlives USER and REIN: an encrypted
 * connection stays encrypted. Owned by the thread of the session.
 */
public final class TlsState {

  private final Optional<TlsPolicy> policy;
  private Optional<String> host = Optional.empty();
  private volatile @Nullable SecurityAssociation association;
  private boolean encrypted;
  private boolean bufferSizeSet;
  private volatile boolean dataProtected;
  private List<X509Certificate> certificates = List.of();
  private String cipher = "";

  TlsState(Optional<TlsPolicy> policy) {
    this.policy = policy;
    this.dataProtected = policy.map(TlsPolicy::implicit).orElse(false);
  }

  /**
   * How the listener uses TLS.
   *
   * @return the policy, or empty without TLS
   */
  public Optional<TlsPolicy> policy() {
    return policy;
  }

  /** Sets the host the client wants, whose certificate it will be shown. */
  public void host(String name) {
    host = Optional.of(name);
  }

  /** The host the client wants, if it has said so. */
  Optional<String> host() {
    return host;
  }

  /** Whether there was a handshake, which is not undone by CCC. */
  public boolean isNegotiated() {
    return association != null;
  }

  /** Whether the control connection is under TLS. */
  public boolean isEncrypted() {
    return encrypted;
  }

  /** Whether logins are refused because TLS is required and not active. */
  public boolean isLoginRefused() {
    return !encrypted && policy.map(TlsPolicy::controlRequired).orElse(false);
  }

  /** Whether PBSZ was sent, without which there is no PROT. */
  public boolean isBufferSizeSet() {
    return bufferSizeSet;
  }

  /** Notes that PBSZ was sent. */
  public void bufferSizeSet() {
    bufferSizeSet = true;
  }

  /** Whether data connections are under TLS. */
  public boolean isDataProtected() {
    return dataProtected;
  }

  /** Sets whether data connections are under TLS. */
  public void protectData(boolean on) {
    dataProtected = on;
  }

  /**
   * The TLS settings of the next data connection; also for the thread that accepts it.
   *
   * @return what secures it, or empty when nothing does
   */
  public Optional<SecurityAssociation> data() {
    return dataProtected ? Optional.ofNullable(association) : Optional.empty();
  }

  /** Lets a client that has to resume do so again, after a transfer and before its reply. */
  void renewTicket() {
    if (encrypted && association != null) {
      association.renewTicket();
    }
  }

  /**
   * The certificates the client has shown, which were found good.
   *
   * @return its own first; empty when it showed none
   */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /** Takes over from the handshake on the control connection. */
  void begin(SecurityAssociation made, Control control) {
    association = made;
    encrypted = true;
    certificates = control.certificates();
    cipher = control.cipher();
  }

  /** The control connection goes on in clear text. */
  void clearControl() {
    encrypted = false;
  }

  /** One line for STAT. */
  public String description() {
    String control = encrypted ? cipher : "not encrypted";
    return "Control connection "
        + control
        + "; data connections "
        + (dataProtected ? "encrypted" : "not encrypted");
  }
}
