package io.github.nioftpd.event;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

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
   * The location of the file or directory outside of the account's file system: of a rename or copy
   * that was done, of the target.
   *
   * @return a URI without credentials, {@code file:} for the local disk; empty where there is none
   */
  default Optional<URI> location() {
    return Optional.empty();
  }

  /**
   * A session, as seen from outside.
   *
   * @param session a number that is unique within the server
   * @param remote the client's end of the control connection
   * @param user the name of the account, or the empty text before the login
   */
  record Client(long session, InetSocketAddress remote, String user) {}

  /**
   * A session began: a client has connected and sent something. Probes that connect and send
   * nothing are not reported.
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
   * An address was shut out, because of too many failed logins.
   *
   * @param client the session of the last of them
   * @param duration for how long
   */
  record Banned(Client client, Duration duration) implements FtpEvent {}

  /**
   * An account was left by QUIT, REIN or a new USER.
   *
   * @param client the session
   */
  record LoggedOut(Client client) implements FtpEvent {}

  /**
   * A transfer of a file began.
   *
   * @param client the session
   * @param verb RETR, STOR, STOU or APPE
   * @param path the file, absolute in the account's file system
   * @param location the location of the file, if there is one
   */
  record Started(Client client, String verb, String path, Optional<URI> location)
      implements FtpEvent {}

  /** A transfer of a file ended. */
  sealed interface Transferred extends FtpEvent
      permits Uploaded, UploadIncomplete, Downloaded, DownloadIncomplete {

    /**
     * What moved.
     *
     * @return the same for every kind
     */
    Movement movement();

    @Override
    default Optional<URI> location() {
      return movement().location();
    }
  }

  /**
   * What moved in a transfer.
   *
   * @param verb RETR, STOR, STOU or APPE
   * @param path the file, absolute in the account's file system
   * @param location the location of the file, if there is one
   * @param ascii whether line ends were converted (TYPE A)
   * @param bytes how many bytes went over the data connection
   * @param duration from the command to its final reply
   */
  record Movement(
      String verb,
      String path,
      Optional<URI> location,
      boolean ascii,
      long bytes,
      Duration duration) {}

  /**
   * A file was uploaded, and is there.
   *
   * @param client the session
   * @param movement what moved
   */
  record Uploaded(Client client, Movement movement) implements Transferred {}

  /**
   * An upload ended before its end, and was not published.
   *
   * @param client the session
   * @param movement what moved
   * @param reply the reply code, from 400 on
   * @param reason the text of the reply
   */
  record UploadIncomplete(Client client, Movement movement, int reply, String reason)
      implements Transferred {}

  /**
   * A file was downloaded.
   *
   * @param client the session
   * @param movement what moved
   */
  record Downloaded(Client client, Movement movement) implements Transferred {}

  /**
   * A download ended before its end.
   *
   * @param client the session
   * @param movement what moved
   * @param reply the reply code, from 400 on
   * @param reason the text of the reply
   */
  record DownloadIncomplete(Client client, Movement movement, int reply, String reason)
      implements Transferred {}

  /**
   * A file was removed.
   *
   * @param client the session
   * @param path absolute in the account's file system
   * @param location the location of the file or directory, if there is one
   */
  record Deleted(Client client, String path, Optional<URI> location) implements FtpEvent {}

  /**
   * A file or directory was renamed.
   *
   * @param client the session
   * @param path what it was called, absolute in the account's file system
   * @param target what it is called now
   * @param location the location of the target, if there is one
   */
  record Renamed(Client client, String path, String target, Optional<URI> location)
      implements FtpEvent {}

  /**
   * A file was copied by the server.
   *
   * @param client the session
   * @param path what was copied, absolute in the account's file system
   * @param target the copy
   * @param location the location of the target, if there is one
   */
  record Copied(Client client, String path, String target, Optional<URI> location)
      implements FtpEvent {}

  /**
   * A directory was made.
   *
   * @param client the session
   * @param path absolute in the account's file system
   * @param location the location of the file or directory, if there is one
   */
  record DirectoryMade(Client client, String path, Optional<URI> location) implements FtpEvent {}

  /**
   * A directory was removed.
   *
   * @param client the session
   * @param path absolute in the account's file system
   * @param location the location of the file or directory, if there is one
   */
  record DirectoryRemoved(Client client, String path, Optional<URI> location) implements FtpEvent {}

  /**
   * A command changed something else: a mode, a time, or whatever an embedder's command does.
   *
   * @param client the session
   * @param verb for example MFMT or SITE CHMOD
   * @param argument what followed the verb
   * @param location the location of the file or directory, if there is one
   */
  record Changed(Client client, String verb, String argument, Optional<URI> location)
      implements FtpEvent {}

  /**
   * A command that transfers, lists or changes something, or logs in, was refused or failed, other
   * than by a wrong password or in the middle of the transfer of a file.
   *
   * @param client the session
   * @param verb for example DELE or STOR
   * @param argument what followed the verb; empty for PASS
   * @param path the path in the argument, absolute in the account's file system, or empty
   * @param location the location of the path, if there is one
   * @param reply the reply code, from 400 on
   * @param reason the text of the reply
   */
  record Failed(
      Client client,
      String verb,
      String argument,
      String path,
      Optional<URI> location,
      int reply,
      String reason)
      implements FtpEvent {}

  /**
   * Something is about to be done, and may still be refused by a {@link Gate}. It is not among the
   * events that consumers are told.
   *
   * @param client the session; for PASS under the name that logs in
   * @param verb PASS for a login, else RETR, STOR, STOU, APPE, DELE, RMD, MKD, RNTO, SITE CPTO, or
   *     a command that changes a mode or a time
   * @param path what it is done to, absolute in the account's file system; the root for PASS, the
   *     prefix of the name for STOU
   * @param target the new name for RNTO and SITE CPTO, else empty
   * @param location the location of what it is done to, if there is one
   */
  record Before(Client client, String verb, String path, String target, Optional<URI> location)
      implements FtpEvent {}
}
