package io.github.nioftpd.auth;

import java.net.InetAddress;

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
   */
  record Password(String user, String password, InetAddress address) implements Credentials {
    @Override
    public String toString() {
      return "Password[user=" + user + ", password=****, address=" + address + "]";
    }
  }
}
