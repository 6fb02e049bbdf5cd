package io.github.nioftpd.test;

import io.github.nioftpd.ActiveSession;
import io.github.nioftpd.FtpServer;
import io.github.nioftpd.test.fault.FaultBuilder;
import io.github.nioftpd.test.fault.Faults;
import io.github.nioftpd.test.tls.TestCertificates;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/**
 * A running FTP server for a test: its address, its files, and what happened. Safe for use by
 * several threads.
 *
 * <p>All methods but {@link #transcript} and {@link #commands} throw an {@link
 * IllegalStateException} when the server does not run.
 */
public interface FtpControl {

  /** {@return the server} */
  FtpFixture fixture();

  /**
   * {@return the URI of the server with name and password of its first user, for example {@code
   * ftp://bob:secret@127.0.0.1:40123/}; {@code ftps:} if TLS begins with the connection}
   */
  default URI uri() {
    return fixture().uri(fixture().round().users().first());
  }

  /**
   * {@return the URI of the server for a user}
   *
   * @param user the name of a user
   * @throws IllegalArgumentException if there is no such user
   */
  default URI uri(String user) {
    return fixture().uri(fixture().round().users().named(user));
  }

  /** {@return the port, which is the same until the server is closed} */
  default int port() {
    return server().address().getPort();
  }

  /** {@return the address of the server, which is on the loopback interface} */
  default String host() {
    return server().address().getAddress().getHostAddress();
  }

  /**
   * {@return the path of a file or directory of the server; {@link java.nio.file.Files} reads and
   * changes it}
   *
   * @param path an absolute path, as clients see it
   * @throws IllegalArgumentException if the path is not absolute
   */
  default Path path(String path) {
    return fixture().round().tree().path(path);
  }

  /** {@return the file system that clients see} */
  default FileSystem fileSystem() {
    return fixture().round().tree().served();
  }

  /** {@return a trust manager that trusts the certificate of the server} */
  default X509TrustManager trustManager() {
    return TestCertificates.trustManager();
  }

  /** {@return a TLS context for clients that trusts the certificate of the server} */
  default SSLContext sslContext() {
    return TestCertificates.trustingContext();
  }

  /**
   * {@return the beginning of a fault that happens to commands in this test, for example {@code
   * ftp.on("STOR").times(1).thenReply(452, "Disk full")}}
   *
   * @param verb the verb of a command, such as {@code STOR} or {@code SITE CHMOD}, or {@code *}
   * @param more other verbs
   * @throws IllegalArgumentException if a verb is unknown
   */
  default FaultBuilder on(String verb, String... more) {
    return faults().on(verb, more);
  }

  /** {@return the beginning of a fault that happens to new connections in this test} */
  default FaultBuilder onConnect() {
    return faults().onConnect();
  }

  /** {@return the beginning of a fault that happens to logins in this test} */
  default FaultBuilder onLogin() {
    return faults().onLogin();
  }

  /** {@return the faults of this test; a reset begins with others} */
  default Faults faults() {
    return fixture().round().faults();
  }

  /**
   * Checks that each fault of this test has happened at least once.
   *
   * @throws AssertionError if one has not
   */
  default void verifyNoUnusedFaults() {
    fixture().round().verifyNoUnusedFaults();
  }

  /** {@return the dialogue of this test so far} */
  default Transcript transcript() {
    return fixture().lastRound().journal().transcript();
  }

  /** {@return the last 10,000 commands of this test, in order, also those without a reply yet} */
  default List<Received> commands() {
    return fixture().lastRound().journal().commands();
  }

  /**
   * Waits for the next command, and removes it from those that this method returns.
   *
   * @param timeout the longest time to wait
   * @return the command, with all of its replies; commands are in the order of their last reply
   * @throws AssertionError if none comes in time
   */
  default Received takeCommand(Duration timeout) {
    return fixture().round().waiting().takeCommand(timeout);
  }

  /**
   * Waits until a command is received, which need not be answered yet. Returns at once if there was
   * one in this test.
   *
   * @param verb the verb, in any case
   * @param timeout the longest time to wait
   * @return the first command with this verb, with its replies so far
   * @throws AssertionError if none comes in time
   */
  default Received awaitCommand(String verb, Duration timeout) {
    return fixture().round().waiting().awaitCommand(verb, timeout);
  }

  /**
   * Waits until a file is uploaded completely, or renamed to its path. Returns at once if this has
   * happened in this test.
   *
   * @param path an absolute path, as clients see it
   * @param timeout the longest time to wait
   * @return the path of the file
   * @throws AssertionError if it does not come in time; the message describes what came instead
   */
  default Path awaitUpload(String path, Duration timeout) {
    return fixture().round().waiting().awaitUpload(path, timeout);
  }

  /**
   * Waits until no command and no transfer runs. Sessions may be open.
   *
   * @param timeout the longest time to wait
   * @throws AssertionError if the time is over before
   */
  default void awaitIdle(Duration timeout) {
    fixture().round().waiting().awaitIdle(timeout);
  }

  /**
   * Waits until all sessions have ended.
   *
   * @param timeout the longest time to wait
   * @throws AssertionError if the time is over before
   */
  default void awaitNoSessions(Duration timeout) {
    fixture().round().waiting().awaitNoSessions(timeout);
  }

  /** {@return the open sessions, in no particular order} */
  default List<ActiveSession> sessions() {
    return server().sessions();
  }

  /**
   * Begins anew: a new tree with the files of the setup, an empty transcript, no faults, no bans,
   * no sessions. The port stays the same.
   */
  default void reset() {
    fixture().begin();
  }

  /** {@return the server} */
  default FtpServer server() {
    return fixture().running();
  }
}
