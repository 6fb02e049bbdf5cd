package io.github.nioftpd.fs.vfs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * A server for sftp in this process, which shows a directory to the user {@code user} with the
 * password {@code secret}.
 */
public final class MinaServer implements AutoCloseable {

  static {
    // else it registers what security providers there are, for the whole process
    System.setProperty("org.apache.sshd.security.registrars", "none");
  }

  private final SshServer server = SshServer.setUpDefaultServer();

  /** Starts it on a port of the loopback interface that is free. */
  public MinaServer(Path directory) throws IOException {
    this(directory, 0);
  }

  MinaServer(Path directory, int port) throws IOException {
    this(directory, port, new SftpSubsystemFactory());
  }

  MinaServer(Path directory, int port, SftpSubsystemFactory sftp) throws IOException {
    server.setHost("127.0.0.1");
    server.setPort(port);
    SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider();
    keys.setAlgorithm("EC");
    keys.setKeySize(256);
    server.setKeyPairProvider(keys);
    server.setPasswordAuthenticator(
        (user, password, session) -> user.equals("user") && password.equals("secret"));
    server.setSubsystemFactories(List.of(sftp));
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    server.setFileSystemFactory(new VirtualFileSystemFactory(directory));
    CoreModuleProperties.STOP_WAIT_TIME.set(server, Duration.ofSeconds(2));
    server.start();
  }

  public int port() {
    return server.getPort();
  }

  /** A location for {@code vfs:}, with a path that begins with a slash. */
  public String location(String path) {
    return "sftp://user@127.0.0.1:" + port() + path;
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
