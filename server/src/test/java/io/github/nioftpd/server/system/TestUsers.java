package io.github.nioftpd.server.system;

import io.github.nioftpd.Installed;
import io.github.nioftpd.server.clients.External;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Temporary users and groups of this machine for one test. Needs root. */
final class TestUsers implements AutoCloseable {

  private final Path directory;
  private final External useradd;
  private final External groupadd;
  private final External usermod;
  private final Deque<Removal> removals = new ArrayDeque<>();
  private final String prefix =
      "nioftpd" + HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());

  /** An undo action. */
  interface Removal {
    void run() throws IOException, InterruptedException;
  }

  TestUsers(Path directory) throws IOException {
    if (!"root".equals(System.getProperty("user.name"))
        || !Files.isWritable(Path.of("/etc/shadow"))) {
      Installed.missing("users of the system can only be made by root, in a container for example");
    }
    this.directory = directory;
    this.useradd = External.of("useradd", directory);
    this.groupadd = External.of("groupadd", directory);
    this.usermod = External.of("usermod", directory);
  }

  /** Creates a group and returns its name. */
  String group(String suffix) throws IOException, InterruptedException {
    String name = prefix + suffix;
    groupadd.run(name);
    removals.push(() -> External.of("groupdel", directory).run(name));
    return name;
  }

  /** Creates a user with their own group. */
  SystemUser user(String suffix, String shell, String... groups)
      throws IOException, InterruptedException {
    String name = prefix + suffix;
    useradd.run("-M", "-U", "-d", directory.resolve(name).toString(), "-s", shell, name);
    removals.push(() -> External.of("userdel", directory).run(name));
    for (String group : groups) {
      usermod.run("-a", "-G", group, name);
    }
    return SystemUser.named(name).orElseThrow();
  }

  /** Sets the password of a user. */
  void password(SystemUser user, String password) throws IOException, InterruptedException {
    External.of("chpasswd", directory).run(0, user.name() + ":" + password + "\n");
  }

  /** Removes the password of a user, so that the system accepts none. */
  void withoutPassword(SystemUser user) throws IOException, InterruptedException {
    External.of("passwd", directory).run("-d", user.name());
  }

  /** Adds an undo action. */
  void atTheEnd(Removal removal) {
    removals.push(removal);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    while (!removals.isEmpty()) {
      removals.pop().run();
    }
  }
}
