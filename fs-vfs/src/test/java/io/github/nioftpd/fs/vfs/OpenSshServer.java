package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The sshd of OpenSSH, with keys of its own, for the user who runs the test. It shows all that this
 * user can see.
 */
final class OpenSshServer implements AutoCloseable {

  private final Path directory;
  private final int port;
  private Daemon daemon;

  OpenSshServer(Path directory) throws IOException {
    this.directory = directory;
    String program = Installed.program("sshd").toString();
    String keygen = Installed.program("ssh-keygen").toString();
    port = Daemon.freePort();
    Daemon.run(keygen, "-q", "-t", "ed25519", "-N", "", "-f", path("host"));
    Daemon.run(keygen, "-q", "-t", "ed25519", "-N", "", "-f", path("user"));
    Daemon.run(keygen, "-q", "-t", "ed25519", "-N", "open sesame", "-f", path("locked"));
    Files.writeString(
        directory.resolve("authorized"),
        Files.readString(directory.resolve("user.pub"))
            + Files.readString(directory.resolve("locked.pub")));
    knows("known", "host.pub");
    Files.writeString(directory.resolve("sshd.conf"), configuration());
    if (user().equals("root")) {
      Files.createDirectories(Path.of("/run/sshd")); // where it shuts itself in
    }
    daemon = start(program);
  }

  private Daemon start(String program) throws IOException {
    return Daemon.start(directory, port, program, "-D", "-e", "-f", path("sshd.conf"));
  }

  private String configuration() {
    return """
    ListenAddress 127.0.0.1:%d
    HostKey @/host
    PidFile @/pid
    AuthorizedKeysFile @/authorized
    PermitRootLogin yes
    StrictModes no
    UsePAM no
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    MaxStartups 100
    LogLevel ERROR
    Subsystem sftp internal-sftp
    """
        .formatted(port)
        .replace("@", directory.toString());
  }

  /** Writes a file of known hosts with a key for this server. */
  private void knows(String file, String key) throws IOException {
    Files.writeString(
        directory.resolve(file),
        "[127.0.0.1]:" + port + " " + Files.readString(directory.resolve(key)));
  }

  /** A file of known hosts that has another key for this server. */
  String otherKnownHosts() throws IOException {
    knows("other", "user.pub");
    return path("other");
  }

  /** How the key of this server looks. */
  String fingerprint() throws IOException {
    return Daemon.run(Installed.program("ssh-keygen").toString(), "-l", "-f", path("host.pub"))
        .split(" ")[1];
  }

  String path(String name) {
    return directory.resolve(name).toString();
  }

  static String user() {
    return System.getProperty("user.name");
  }

  int port() {
    return port;
  }

  String location(Path place) {
    return "sftp://" + user() + "@127.0.0.1:" + port + place;
  }

  /** The settings to log in. */
  Map<String, String> settings() {
    return Map.of("key", path("user"), "known-hosts", path("known"));
  }

  /** Ends it with all its sessions, and starts it again. */
  void restart() throws IOException {
    daemon.close();
    daemon = start(Installed.program("sshd").toString());
  }

  @Override
  public void close() {
    daemon.close();
  }
}
