package io.github.nioftpd.event;

import io.github.nioftpd.fs.Located;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * An event of a session.
 *
 * <p>Events are delivered on the thread of the session: in order and one at a time for one session,
 * from several threads for several sessions. A consumer that blocks delays its session only.
 *
 * <p>Paths belong to the account's file system, are absolute and normalised, and can be opened by
 * the consumer while the file system is open. Texts come from clients and may contain any
 * character; passwords are never among them.
 */
public sealed interface FtpEvent {

  /** {@return the session} */
  Client client();

  /**
   * {@return the location outside of the account's file system of the file or directory; of a
   * rename or copy, that of the target: a URI without credentials, {@code file:} for the local
   * disk, or empty if there is none}
   */
  default Optional<URI> location() {
    return Optional.empty();
  }

  /**
   * The session of an event.
   *
   * @param session a number that is unique within the server
   * @param remote the client's end of the control connection
   * @param user the name of the account, or the empty text before the login
   */
  record Client(long session, InetSocketAddress remote, String user) {}

  /**
   * A client connected and sent something. Probes that connect and send nothing are not reported.
   *
   * @param client the session
   */
  record Connected(Client client) implements FtpEvent {}

  /**
   * A session ended.
   *
   * @param client the session
   * @param reason the cause in a few words
   */
  record Disconnected(Client client, String reason) implements FtpEvent {}

  /**
   * A login succeeded.
   *
   * @param client the session
   */
  record LoggedIn(Client client) implements FtpEvent {}

  /**
   * A login failed because of wrong credentials.
   *
   * @param client the session
   * @param name the user name that the client sent
   */
  record LoginFailed(Client client, String name) implements FtpEvent {}

  /**
   * An address was banned because of too many failed logins.
   *
   * @param client the session of the last failed login
   * @param duration the duration of the ban
   */
  record Banned(Client client, Duration duration) implements FtpEvent {}

  /**
   * A user logged out by QUIT, REIN or another USER.
   *
   * @param client the session
   */
  record LoggedOut(Client client) implements FtpEvent {}

  /**
   * A transfer of a file started.
   *
   * @param client the session
   * @param verb RETR, STOR, STOU or APPE
   * @param path the file
   */
  record Started(Client client, String verb, Path path) implements FtpEvent {
    @Override
    public Optional<URI> location() {
      return Located.of(path);
    }
  }

  /** A transfer of a file ended. */
  sealed interface Transferred extends FtpEvent permits Uploaded, Downloaded, TransferFailed {

    /** {@return the transfer} */
    Transfer transfer();

    @Override
    default Optional<URI> location() {
      return Located.of(transfer().path());
    }
  }

  /**
   * A transfer that ended.
   *
   * @param verb RETR, STOR, STOU or APPE
   * @param path the file
   * @param ascii whether line ends were converted (TYPE A)
   * @param bytes the number of bytes on the data connection
   * @param duration the time from the command to its final reply
   */
  record Transfer(String verb, Path path, boolean ascii, long bytes, Duration duration) {

    /** {@return whether the client sent the file} */
    public boolean isUpload() {
      return !verb.equals("RETR");
    }
  }

  /**
   * An upload is complete, and its file is published.
   *
   * @param client the session
   * @param transfer the transfer
   */
  record Uploaded(Client client, Transfer transfer) implements Transferred {}

  /**
   * A download is complete.
   *
   * @param client the session
   * @param transfer the transfer
   */
  record Downloaded(Client client, Transfer transfer) implements Transferred {}

  /**
   * A transfer failed or was aborted. The file of an upload was not published.
   *
   * @param client the session
   * @param transfer the transfer
   * @param reply the reply code, 400 or more
   * @param reason the text of the reply
   */
  record TransferFailed(Client client, Transfer transfer, int reply, String reason)
      implements Transferred {}

  /**
   * A command changed the file system, other than by a transfer.
   *
   * @param client the session
   * @param verb DELE, RMD, MKD, RNTO, SITE CPTO, a command that changes a mode or time such as MFMT
   *     or SITE CHMOD, or a command of the embedder
   * @param argument the argument of the command
   * @param path the file or directory; for RNTO the old path, for SITE CPTO the copied one
   * @param target the new path for RNTO and SITE CPTO, else empty
   */
  record Changed(Client client, String verb, String argument, Path path, Optional<Path> target)
      implements FtpEvent {
    @Override
    public Optional<URI> location() {
      return Located.of(target.orElse(path));
    }
  }

  /**
   * A command that transfers, lists, changes or logs in was refused or failed. Wrong credentials
   * are {@link LoginFailed}, and transfers that started are {@link TransferFailed}.
   *
   * @param client the session
   * @param verb for example DELE or STOR
   * @param argument the argument of the command; empty for PASS
   * @param path the path in the argument, if there is one
   * @param reply the reply code, 400 or more
   * @param reason the text of the reply
   */
  record Failed(
      Client client, String verb, String argument, Optional<Path> path, int reply, String reason)
      implements FtpEvent {
    @Override
    public Optional<URI> location() {
      return path.flatMap(Located::of);
    }
  }
}
