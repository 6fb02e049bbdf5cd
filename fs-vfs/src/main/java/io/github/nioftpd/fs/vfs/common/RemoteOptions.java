package io.github.nioftpd.fs.vfs.common;

import io.github.nioftpd.fs.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.impl.DefaultFileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.FileProvider;

/**
 * Options of the connection to a server.
 *
 * @param vfs options for the VFS provider
 * @param provider replaces the provider of VFS for the scheme, if present
 * @param connections limit for the server
 * @param timeout for an answer of the server
 * @param remark for the administrator, may be empty
 */
public record RemoteOptions(
    FileSystemOptions vfs,
    Optional<FileProvider> provider,
    Connections connections,
    Duration timeout,
    String remark) {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LEAST = Duration.ofMillis(100);

  /** For archives and memory. */
  public static RemoteOptions none() {
    return new RemoteOptions(
        new FileSystemOptions(), Optional.empty(), Connections.unbounded(), TIMEOUT, "");
  }

  /**
   * Checks the location of a server.
   *
   * @throws IllegalArgumentException when it contains a password, or no host
   */
  public static void checkAddress(String location) {
    int start = location.indexOf("://");
    int end = location.indexOf('/', start + 3);
    String authority = location.substring(start + 3, end < 0 ? location.length() : end);
    String user = authority.substring(0, Math.max(0, authority.lastIndexOf('@')));
    if (user.contains(":")) {
      throw new IllegalArgumentException(
          "the location contains a password; set password=file:PATH or password=env:NAME instead");
    }
    String address = location.substring(0, start + 3) + authority;
    try {
      if (new URI(address).getHost() == null) {
        throw new IllegalArgumentException("no host in the location " + address);
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no host in the location " + address, e);
    }
  }

  /** Reads the time to wait for the server. */
  public static Duration timeout(Settings settings) {
    Duration timeout = settings.time("timeout", TIMEOUT);
    return timeout.compareTo(LEAST) < 0 ? LEAST : timeout;
  }

  /** Reads the password, if any, and passes it to the provider. */
  public static Login login(FileSystemOptions options, Settings settings) {
    Login login = new Login(settings.secret("password").orElse(null));
    DefaultFileSystemConfigBuilder.getInstance().setUserAuthenticator(options, login);
    return login;
  }

  /** Without the options of VFS, whose text contains the password. */
  @Override
  public String toString() {
    return "RemoteOptions[timeout=" + timeout + ", " + remark + "]";
  }
}
