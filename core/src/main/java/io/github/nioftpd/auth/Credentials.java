package io.github.nioftpd.auth;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/** Credentials are what a client shows to log in. */
public sealed interface Credentials {

  /**
   * The name that was given with USER.
   *
   * @return the name as the client sent it
   */
  String user();

  /**
   * The address of the client.
   *
   * @return the remote end of the control connection
   */
  InetAddress address();

  /**
   * A name and a password, as USER and PASS give them. An anonymous login is one of these, too: its
   * password is whatever the client sent.
   *
   * @param user the name as the client sent it
   * @param password the password; the {@code toString} of this record hides it
   * @param address the remote end of the control connection
   * @param encrypted whether the control connection is under TLS; a user who must not log in
   *     without is refused before the password is looked at
   */
  record Password(String user, String password, InetAddress address, boolean encrypted)
      implements Credentials {

    /**
     * Makes credentials that came in clear.
     *
     * @param user the name as the client sent it
     * @param password the password
     * @param address the remote end of the control connection
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
   * A name, given with USER, and the certificate the client has shown in the TLS handshake of the
   * control connection. The certificate was found good; whether it is this user's is the question.
   * Whoever does not log in with it is asked for a password.
   *
   * @param user the name as the client sent it
   * @param chain the client's certificate first, then those it was signed with
   * @param address the remote end of the control connection
   */
  record Certificate(String user, List<X509Certificate> chain, InetAddress address)
      implements Credentials {

    /** Copies the list. */
    public Certificate {
      chain = List.copyOf(chain);
    }
  }
}
