package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * ProFTPD, which shows a directory to the user {@code user} with the password {@code secret}, who
 * is no user of the system.
 */
final class ProFtpdServer implements AutoCloseable {

  private static final String CONFIGURATION =
      """
      ServerType standalone
      ServerName test
      DefaultAddress 127.0.0.1
      SocketBindTight on
      UseIPv6 off
      UseReverseDNS off
      Port %d
      User %s
      Group %s
      Umask 022
      AllowOverwrite on
      AllowStoreRestart on
      AllowRetrieveRestart on
      AuthOrder mod_auth_file.c
      AuthUserFile @/users
      RequireValidShell off
      RootLogin on
      DefaultRoot ~
      MaxInstances 60
      TimeoutLinger 0
      PidFile @/pid
      ScoreboardFile @/scoreboard
      DelayTable none
      SystemLog @/system.log
      TransferLog none
      WtmpLog off
      """;

  private final int port;
  private final Daemon daemon;

  ProFtpdServer(Path directory, Path files) throws IOException {
    String program = Installed.program("proftpd").toString();
    String openssl = Installed.program("openssl").toString();
    port = Daemon.freePort();
    String uid = Daemon.run("id", "-u").strip();
    String gid = Daemon.run("id", "-g").strip();
    String hash = Daemon.run(openssl, "passwd", "-6", "secret").strip();
    Path users = directory.resolve("users");
    Files.writeString(
        users, "user:" + hash + ":" + uid + ":" + gid + "::" + files + ":/bin/false\n");
    Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
    String configuration =
        CONFIGURATION
            .formatted(port, Daemon.run("id", "-un").strip(), Daemon.run("id", "-gn").strip())
            .replace("@", directory.toString());
    Path file = Files.writeString(directory.resolve("proftpd.conf"), configuration);
    daemon = Daemon.start(directory, port, program, "--nodaemon", "-q", "-c", file.toString());
  }

  String location(String path) {
    return "ftp://user@127.0.0.1:" + port + path;
  }

  @Override
  public void close() {
    daemon.close();
  }
}
