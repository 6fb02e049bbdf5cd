package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.config.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A server that shows a directory, and how to reach it.
 *
 * @param server that is closed at the end
 * @param files what it shows
 * @param location of a directory below, whose name is given
 * @param settings with which it is reached
 */
record Rig(
    AutoCloseable server,
    Path files,
    Function<String, String> location,
    Map<String, String> settings)
    implements AutoCloseable {

  /** Opens a directory that is new and empty. */
  VfsFileSystem open(String... more) throws IOException {
    String name = Files.createTempDirectory(files, "t").getFileName().toString();
    Map<String, String> all = new HashMap<>(settings);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return VfsFileSystem.open(location.apply(name), all);
  }

  static Rig mina(Path directory) throws IOException {
    Path files = Files.createDirectory(directory.resolve("files"));
    MinaServer server = new MinaServer(files);
    return new Rig(
        server,
        files,
        name -> server.location("/" + name),
        Map.of("host-key", "ignore", "password", password(directory)));
  }

  static Rig openSsh(Path directory) throws IOException {
    Path files = Files.createDirectory(directory.resolve("files"));
    OpenSshServer server = new OpenSshServer(Files.createDirectory(directory.resolve("rig")));
    return new Rig(server, files, name -> server.location(files.resolve(name)), server.settings());
  }

  static Rig proFtpd(Path directory) throws IOException {
    Path files = Files.createDirectory(directory.resolve("files"));
    ProFtpdServer server =
        new ProFtpdServer(Files.createDirectory(directory.resolve("rig")), files);
    return new Rig(
        server,
        files,
        name -> server.location("/" + name),
        Map.of("password", password(directory)));
  }

  static Rig webdav(Path directory) throws IOException {
    Path files = Files.createDirectory(directory.resolve("files"));
    NginxServer server = new NginxServer(Files.createDirectory(directory.resolve("rig")), files);
    return new Rig(
        server,
        files,
        name -> server.location("webdav4s", "/dav/" + name),
        Map.of("ca", server.certificate().toString(), "password", password(directory)));
  }

  /** A server of our own in this process. */
  static Rig ftp(Path directory) throws IOException {
    Path files = TestFtp.memory().getPath("/");
    FtpServer server = ftpServer(files, 0);
    return new Rig(
        () -> server.close(Duration.ZERO),
        files,
        name -> "ftp://user@127.0.0.1:" + server.address().getPort() + "/" + name,
        Map.of("password", password(directory)));
  }

  static FtpServer ftpServer(Path files, int port) throws IOException {
    return FtpServer.builder()
        .listen(Endpoint.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
        .authenticator(
            credentials ->
                credentials instanceof Credentials.Password login
                        && login.password().equals("secret")
                    ? Optional.of(Account.of("user", files.getFileSystem(), Permission.all()))
                    : Optional.empty())
        .start();
  }

  private static String password(Path directory) throws IOException {
    return "file:" + Files.writeString(directory.resolve("password"), "secret");
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
