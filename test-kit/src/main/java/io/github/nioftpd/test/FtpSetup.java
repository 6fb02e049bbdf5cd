package io.github.nioftpd.test;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.auth.Account;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an FTP server for a test. Paths are absolute, with {@code /} as separator. Not
 * safe for use by several threads.
 *
 * <p>Without a user, there is one: {@code user} with the password {@code secret}.
 *
 * @param <S> the type of this object
 */
public interface FtpSetup<S extends FtpSetup<S>> {

  /**
   * {@return this object, with changed settings}
   *
   * @param change the change
   * @throws IllegalStateException if the server has started
   */
  S change(Consumer<FtpSettings> change);

  /**
   * {@return this object, with a user who may do everything}
   *
   * @param name the name
   * @param password the password
   * @throws IllegalArgumentException if there is a user of that name
   */
  default S user(String name, String password) {
    return user(name, password, account -> account);
  }

  /**
   * {@return this object, with a user}
   *
   * @param name the name
   * @param password the password
   * @param options changes the account, for example its directory after login, its permissions or
   *     its quota: {@code account -> account.home("/in")}
   * @throws IllegalArgumentException if there is a user of that name
   */
  default S user(String name, String password, UnaryOperator<Account> options) {
    return change(settings -> settings.user(name, password, options));
  }

  /**
   * {@return this object, with a user who may read and list, and change nothing}
   *
   * @param name the name
   * @param password the password
   * @throws IllegalArgumentException if there is a user of that name
   */
  default S readOnlyUser(String name, String password) {
    return user(name, password, FtpSettings::readOnly);
  }

  /** {@return this object, with the user {@code anonymous}, who needs no password and may read} */
  default S anonymous() {
    return anonymous(FtpSettings::readOnly);
  }

  /**
   * {@return this object, with the user {@code anonymous}, who needs no password}
   *
   * @param options changes the account, which may do everything
   */
  default S anonymous(UnaryOperator<Account> options) {
    return change(settings -> settings.anonymous(options));
  }

  /**
   * {@return this object, with a directory in which no user may change anything}
   *
   * @param directory the directory
   */
  default S readOnly(String directory) {
    return change(settings -> settings.readOnly(directory));
  }

  /**
   * {@return this object, with a file}
   *
   * @param path the path of the file; its directories are created
   * @param text the content, encoded in UTF-8
   * @throws IllegalArgumentException if the path is not absolute, or is taken
   */
  default S file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * {@return this object, with a file}
   *
   * @param path the path of the file; its directories are created
   * @param content the content
   * @throws IllegalArgumentException if the path is not absolute, or is taken
   */
  default S file(String path, byte[] content) {
    byte[] copy = content.clone();
    return change(settings -> settings.tree().file(path, Content.of(copy)));
  }

  /**
   * {@return this object, with a copy of a file of another file system}
   *
   * @param path the path of the file; its directories are created
   * @param source the file that is copied when the server starts, and for each reset
   * @throws IllegalArgumentException if the path is not absolute or is taken, or if the source is
   *     not a file
   */
  default S file(String path, Path source) {
    return change(settings -> settings.tree().file(path, Content.of(path, source)));
  }

  /**
   * {@return this object, with a copy of a resource}
   *
   * @param path the path of the file; its directories are created
   * @param resource the resource, such as {@code getClass().getResource("order.xml")}
   * @throws IllegalArgumentException if the path is not absolute or is taken, or if the resource
   *     does not exist
   */
  default S file(String path, @Nullable URL resource) {
    return change(settings -> settings.tree().file(path, Content.of(path, resource)));
  }

  /**
   * {@return this object, with a directory}
   *
   * @param path the path of the directory; those above it are created
   * @throws IllegalArgumentException if the path is not absolute, or is that of a file
   */
  default S directory(String path) {
    return change(settings -> settings.tree().directory(path));
  }

  /**
   * {@return this object, with a server on a certain port instead of a free one}
   *
   * @param port the port, 0 for a free one
   * @throws IllegalArgumentException if there is no such port
   */
  default S port(int port) {
    return change(settings -> settings.port(port));
  }

  /** {@return this object, with a server that offers TLS (AUTH TLS, RFC 4217)} */
  default S tls() {
    return change(settings -> settings.tls(TlsUse.OFFERED));
  }

  /** {@return this object, with a server that requires TLS for the login and for data} */
  default S tlsRequired() {
    return change(settings -> settings.tls(TlsUse.REQUIRED));
  }

  /** {@return this object, with a server on which TLS begins with the connection (ftps:)} */
  default S implicitTls() {
    return change(settings -> settings.tls(TlsUse.IMPLICIT));
  }

  /**
   * {@return this object, with a server that requires TLS and certificates of clients, issued by
   * the authority of {@link io.github.nioftpd.test.tls.TestCertificates}; users log in with their
   * passwords, too}
   */
  default S clientCertificates() {
    return change(FtpSettings::clientCertificates);
  }

  /**
   * {@return this object, with a clock: the times of files in memory and of listings are its times}
   *
   * @param clock the clock, which may be called by several threads
   */
  default S clock(InstantSource clock) {
    return change(settings -> settings.clock(clock));
  }

  /**
   * {@return this object, with another file system than memory}
   *
   * @param opened opens the file system when the server starts, and for each reset; the kit closes
   *     it. Its root is {@code /}.
   */
  default S tree(Callable<? extends FileSystem> opened) {
    return change(settings -> settings.source(TreeSource.of(opened)));
  }

  /**
   * {@return this object, with a temporary directory of the disk instead of memory; paths of {@link
   * FtpControl#path} are those of the disk}
   */
  default S temporaryDirectory() {
    return change(settings -> settings.source(TreeSource.temporaryDirectory()));
  }

  /**
   * {@return this object; a fault that was not hit makes the test fail: with JUnit Jupiter after
   * each test, otherwise at the end of the server. A reset between tests does not check it; {@link
   * FtpControl#verifyNoUnusedFaults} does.}
   */
  default S strictFaults() {
    return change(FtpSettings::strictFaults);
  }

  /**
   * {@return this object, with other settings of the server}
   *
   * @param options changes the builder, which has the settings of the kit; it may replace the
   *     authenticator, but not the interceptor
   */
  default S server(UnaryOperator<FtpServer.Builder> options) {
    return change(settings -> settings.server(options));
  }
}
