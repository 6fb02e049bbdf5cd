package io.github.nioftpd.auth;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/** The credentials that a client sent to log in. */
public sealed interface Credentials {

  /** {@return the user name as the client sent it with USER} */
  String user();

  /** {@return the address of the client} */
  InetAddress address();

  /**
   * A user name and a password (USER and PASS). An anonymous login is one of these, with any
   * password.
   *
   * @param user the user name as the client sent it
   * @param password the password; {@code toString} hides it
   * @param address the address of the client
   * @param encrypted whether TLS protects the control connection
   */
  record Password(String user, String password, InetAddress address, boolean encrypted)
      implements Credentials {

    /**
     * Creates credentials of an unencrypted connection.
     *
     * @param user the user name as the client sent it
     * @param password the password
     * @param address the address of the client
     */
    public Password(String user, String password, InetAddress address) {
      this(user, password, address, false);
    }

    @Override
    public String toString() {
      return "Password[user=" + user + ", password=****, address=" + address + "]";
    }
  }

  /**
   * A user name and the certificate that the client sent in the TLS handshake of the control
   * connection. The certificate is valid; the authenticator decides whether it belongs to the user.
   * If it does not, the client is asked for a password.
   *
   * @param user the user name as the client sent it
   * @param chain the client's certificate first, then its issuers
   * @param address the address of the client
   */
  record Certificate(String user, List<X509Certificate> chain, InetAddress address)
      implements Credentials {

    /** Copies the list. */
    public Certificate {
      chain = List.copyOf(chain);
    }
  }
}
