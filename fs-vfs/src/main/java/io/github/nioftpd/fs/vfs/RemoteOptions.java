package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.impl.DefaultFileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.FileProvider;

/**
 * What the settings of a location mean for the way to its server.
 *
 * @param vfs what the provider of VFS reads
 * @param provider the provider to use instead of the one that VFS has for the scheme, if any
 * @param connections what may be open to the server at once
 * @param timeout how long an answer of the server is waited for
 * @param remark what an administrator should know of it, empty or a phrase
 */
record RemoteOptions(
    FileSystemOptions vfs,
    Optional<FileProvider> provider,
    Connections connections,
    Duration timeout,
    String remark) {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LEAST = Duration.ofMillis(100);

  /**
   * Reads the settings that the scheme knows.
   *
   * @throws IllegalArgumentException when one of them is wrong, in a sentence
   */
  static RemoteOptions of(String scheme, Settings settings) {
    return switch (scheme) {
      case "sftp" -> SftpOptions.read(settings);
      case "ftp", "ftps" -> FtpOptions.read(scheme, settings);
      case "http", "https", "webdav4", "webdav4s" -> HttpOptions.read(scheme, settings);
      default ->
          new RemoteOptions(
              new FileSystemOptions(), Optional.empty(), Connections.unbounded(), TIMEOUT, "");
    };
  }

  /**
   * Looks whether a location of a server can be meant.
   *
   * @throws IllegalArgumentException when it holds a password, or names no host, in a sentence
   */
  static void checkAddress(String location) {
    int start = location.indexOf("://");
    int end = location.indexOf('/', start + 3);
    String authority = location.substring(start + 3, end < 0 ? location.length() : end);
    String user = authority.substring(0, Math.max(0, authority.lastIndexOf('@')));
    if (user.contains(":")) {
      throw new IllegalArgumentException(
          "a password does not belong in a location; the setting password says where it is, as"
              + " file:PATH or env:NAME");
    }
    String address = location.substring(0, start + 3) + authority;
    try {
      if (new URI(address).getHost() == null) {
        throw new IllegalArgumentException("the location names no host: " + address);
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the location names no host: " + address, e);
    }
  }

  /** How long to wait for the server. */
  static Duration timeout(Settings settings) {
    Duration timeout = settings.time("timeout", TIMEOUT);
    return timeout.compareTo(LEAST) < 0 ? LEAST : timeout;
  }

  /** Has the provider log in with the password that the settings name, if they do. */
  static Login login(FileSystemOptions options, Settings settings) {
    Login login = new Login(settings.secret("password").orElse(null));
    DefaultFileSystemConfigBuilder.getInstance().setUserAuthenticator(options, login);
    return login;
  }

  /** The options of VFS print what is in them. */
  @Override
  public String toString() {
    return "RemoteOptions[timeout=" + timeout + ", " + remark + "]";
  }
}
