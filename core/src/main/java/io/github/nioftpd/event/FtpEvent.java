package io.github.nioftpd.event;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A thing that happened in a session.
 *
 * <p>Events are delivered on the thread of the session, in order, one at a time for one session and
 * from several threads for several. A consumer that blocks holds up its session and no other. Texts
 * in events come from clients and may hold any character; passwords are never among them.
 */
public sealed interface FtpEvent {

  /**
   * The session it happened in.
   *
   * @return who and from where
   */
  Client client();

  /**
   * A session, as seen from outside.
   *
   * @param session a number that is unique within the server
   * @param remote the client's end of the control connection
   * @param user the name of the account, or the empty text before the login
   */
  record Client(long session, InetSocketAddress remote, String user) {}

  /**
   * A session began.
   *
   * @param client the session
   */
  record Connected(Client client) implements FtpEvent {}

  /**
   * A session ended.
   *
   * @param client the session
   * @param reason why, in a few words
   */
  record Disconnected(Client client, String reason) implements FtpEvent {}

  /**
   * A login succeeded.
   *
   * @param client the session
   */
  record LoggedIn(Client client) implements FtpEvent {}

  /**
   * A login failed.
   *
   * @param client the session
   * @param name the name that was tried
   */
  record LoginFailed(Client client, String name) implements FtpEvent {}

  /**
   * An account was left by QUIT, REIN or a new USER.
   *
   * @param client the session
   */
  record LoggedOut(Client client) implements FtpEvent {}

  /**
   * A transfer of a file ended.
   *
   * @param client the session
   * @param verb RETR, STOR, STOU or APPE
   * @param path the file, absolute in the account's file system
   * @param bytes how many bytes of the file were moved
   * @param duration from the command to its final reply
   * @param completed whether the whole file arrived; an upload that is not completed was not
   *     published
   */
  record Transferred(
      Client client, String verb, String path, long bytes, Duration duration, boolean completed)
      implements FtpEvent {}

  /**
   * A command changed something, or tried to.
   *
   * @param client the session
   * @param verb for example DELE or RNTO
   * @param argument what followed the verb
   * @param reply the reply code, 250 and the like for success
   */
  record Changed(Client client, String verb, String argument, int reply) implements FtpEvent {}
}
