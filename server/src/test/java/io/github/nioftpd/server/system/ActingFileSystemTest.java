package io.github.nioftpd.server.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.fs.local.LocalBackend;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two system users of this machine in one directory, each with their own rights in the kernel. */
@DisplayName("Privileges and supplementary groups")
@NeedsPrograms({"useradd", "groupadd", "usermod", "userdel", "groupdel"})
class ActingFileSystemTest {

  private static TestUsers users;
  private static SystemUser alice;
  private static SystemUser bob;

  @TempDir Path directory;

  private FileSystem world;
  private TestFtp ftp;

  @BeforeAll
  static void makeUsers(@TempDir Path home) throws Exception {
    users = new TestUsers(home);
    String shared = users.group("g");
    alice = users.user("a", "/bin/sh", shared);
    bob = users.user("b", "/bin/sh");
  }

  @AfterAll
  static void removeUsers() throws Exception {
    if (users != null) {
      users.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    mode(directory, "rwxrwxrwx");
    world = new LocalBackend().open(directory.toUri(), Map.of());
    Map<String, Account> accounts = new HashMap<>();
    for (SystemUser user : List.of(alice, bob)) {
      accounts.put(
          user.name(),
          Account.of(
              user.name(), new ActingFileSystem(world, Identity.of(user, 0027)), Permission.all()));
    }
    ftp =
        TestFtp.start(
            world,
            builder ->
                builder.authenticator(
                    login ->
                        login instanceof Credentials.Password
                            ? Optional.ofNullable(accounts.get(login.user()))
                            : Optional.empty()));
  }

  @AfterEach
  void stop() throws Exception {
    ftp.close();
    world.close();
  }

  private RawClient login(SystemUser user) throws IOException {
    RawClient client = ftp.connect();
    client.command("USER " + user.name());
    client.say("PASS x").expect(230);
    return client;
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static void owner(Path path, long uid, long gid) throws IOException {
    Files.setAttribute(path, "unix:uid", (int) uid);
    Files.setAttribute(path, "unix:gid", (int) gid);
  }

  private static long number(Path path, String attribute) throws IOException {
    return Integer.toUnsignedLong((Integer) Files.getAttribute(path, "unix:" + attribute));
  }

  private Path file(String name, SystemUser owner, String mode) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "content of " + name);
    owner(file, owner.uid(), owner.gid());
    mode(file, mode);
    return file;
  }

  @Test
  void newFilesBelongToTheUser() throws IOException {
    try (RawClient client = login(alice)) {
      client.upload("STOR up", "x".getBytes(UTF_8));
      client.upload("APPE up", "y".getBytes(UTF_8));
      client.say("MKD dir").expect(257);
      client.say("RNFR up").expect(350);
      client.say("RNTO dir/moved").expect(250);
      assertThat(new String(client.download("LIST dir"), UTF_8)).contains(alice.name(), "moved");
    }
    for (String name : List.of("dir", "dir/moved")) {
      assertThat(number(directory.resolve(name), "uid")).isEqualTo(alice.uid());
      assertThat(number(directory.resolve(name), "gid")).isEqualTo(alice.gid());
    }
    assertThat(directory.resolve("dir/moved")).hasContent("xy");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir("dir/moved"))))
        .isEqualTo("rw-r-----");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir("dir"))))
        .isEqualTo("rwxr-x---");
  }

  private Path dir(String name) {
    return directory.resolve(name);
  }

  @Test
  void theKernelRefusesForbiddenOperations() throws IOException {
    file("secret", bob, "rw-------");
    Files.createDirectory(dir("closed"));
    Files.writeString(dir("closed/file"), "bob's");
    owner(dir("closed"), bob.uid(), bob.gid());
    mode(dir("closed"), "rwx------");
    Files.setAttribute(directory, "unix:mode", 01777);
    try (RawClient client = login(alice)) {
      client.passivePort();
      for (String command :
          List.of(
              "RETR secret",
              "STOR secret",
              "APPE secret",
              "DELE secret",
              "RNFR closed/file",
              "LIST closed",
              "MLSD closed",
              "NLST closed",
              "CWD closed/file",
              "SIZE closed/file",
              "MDTM closed/file",
              "MLST closed/file",
              "RETR closed/file",
              "STOR closed/new",
              "MKD closed/new",
              "RMD closed",
              "SITE CHMOD 777 secret",
              "MFMT 20200101000000 secret")) {
        client.say(command).expect(550);
      }
      client.command("RNFR secret");
      client.say("RNTO mine").expect(550);
    }
    assertThat(dir("secret")).hasContent("content of secret");
    try (RawClient client = login(bob)) {
      assertThat(client.download("RETR secret")).asString(UTF_8).isEqualTo("content of secret");
      client.say("DELE closed/file").expect(250);
    }
  }

  @Test
  void twoUsersDoNotWriteToOneFileAtTheSameTime() throws Exception {
    file("shared", alice, "rw-rw-rw-");
    Files.createSymbolicLink(dir("link"), Path.of("shared"));
    try (RawClient one = login(alice);
        RawClient two = login(bob)) {
      try (Socket data = one.passive()) {
        one.say("STOR shared").expect(150);
        two.passivePort();
        for (String command : List.of("STOR shared", "APPE link")) {
          two.say(command).expect(450);
        }
        data.getOutputStream().write("alice".getBytes(UTF_8));
      }
      one.expect(226);
      two.upload("APPE link", "+bob".getBytes(UTF_8));
    }
    assertThat(dir("shared")).hasContent("alice+bob");
  }

  @Test
  void aFifoIsNotOpened() throws Exception {
    Path fifo = dir("fifo");
    assertThat(new ProcessBuilder("mkfifo", "-m", "666", fifo.toString()).start().waitFor())
        .isZero();
    try (RawClient client = login(alice)) {
      client.passivePort();
      for (String command :
          List.of(
              "STAT fifo 213",
              "MLSD fifo 501",
              "MFMT 20200101000000 fifo 550",
              "SITE CHMOD 600 fifo 550",
              "RETR fifo 550",
              "STOR fifo 550")) {
        int end = command.lastIndexOf(' ');
        assertThat(client.command(command.substring(0, end)))
            .as(command)
            .startsWith(command.substring(end + 1));
      }
    }
  }

  @Test
  void supplementaryGroupsGrantAccessToTheirMembersOnly() throws IOException {
    long shared =
        alice.groups().stream().filter(group -> group != alice.gid()).findFirst().orElseThrow();
    Path file = Files.writeString(dir("shared"), "for members");
    owner(file, 0, shared);
    mode(file, "rw-r-----");
    try (RawClient member = login(alice);
        RawClient other = login(bob)) {
      assertThat(member.download("RETR shared")).asString(UTF_8).isEqualTo("for members");
      other.passivePort();
      other.say("RETR shared").expect(550);
    }
  }

  @Test
  void filesOfTheGroupOfRootAreNotAccessible() throws IOException {
    Path file = Files.writeString(dir("roots"), "x");
    owner(file, 0, 0);
    mode(file, "rw-rw----");
    try (RawClient client = login(alice)) {
      client.passivePort();
      client.say("RETR roots").expect(550);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"REIN", "USER"})
  void theNextUserOfAConnectionHasTheirOwnIds(String verb) throws IOException {
    file("hers", alice, "rw-------");
    try (RawClient client = login(alice)) {
      assertThat(client.download("RETR hers")).isNotEmpty();
      if (verb.equals("REIN")) {
        client.say("REIN").expect(220);
      }
      client.command("USER " + bob.name());
      client.say("SIZE hers").expect(530);
      client.say("PASS x").expect(230);
      client.passivePort();
      client.say("RETR hers").expect(550);
      client.upload("STOR his", new byte[3]);
    }
    assertThat(number(dir("his"), "uid")).isEqualTo(bob.uid());
  }

  @Test
  void concurrentSessionsDoNotMixAndNoThreadKeepsAnIdentity() throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
      List<Future<?>> all =
          Stream.iterate(0, i -> i + 1)
              .limit(32)
              .<Future<?>>map(i -> clients.submit(() -> work(i % 2 == 0 ? alice : bob, i)))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      ThreadStatus main = ThreadStatus.ofThisThread();
      for (Path task : tasks.toList()) {
        if (Files.exists(task.resolve("status"))) {
          assertThat(ThreadStatus.of(task.resolve("status"))).isEqualTo(main);
        }
      }
    }
  }

  private Void work(SystemUser user, int number) throws IOException {
    try (RawClient client = login(user)) {
      for (int i = 0; i < 20; i++) {
        String name = user.name() + "-" + number + "-" + i;
        client.upload("STOR " + name, new byte[1000]);
        assertThat(number(dir(name), "uid")).isEqualTo(user.uid());
        assertThat(number(dir(name), "gid")).isEqualTo(user.gid());
        client.say("DELE " + name).expect(250);
      }
    }
    return null;
  }

  @Test
  void anActingThreadHasNoPrivilegesAndCannotBeSignalled() throws IOException {
    ThreadStatus status = Identity.of(alice, 0077).call(ThreadStatus::ofThisThread);
    assertThat(status.capabilities()).matches("0+");
    assertThat(status.groups()).containsExactlyInAnyOrderElementsOf(alice.groups());
    // kill(2) checks the real and the saved ID
    assertThat(status.uids()).containsExactly(0L, alice.uid(), 0L, alice.uid());
  }

  /** The reason why such a thread does nothing but file system calls. */
  @Test
  void aThreadInheritsTheIdsOfTheOneThatStartsIt() throws Exception {
    FutureTask<ThreadStatus> child = new FutureTask<>(ThreadStatus::ofThisThread);
    Identity.of(alice, 0077).call(() -> Thread.ofPlatform().start(child));
    assertThat(child.get().uids()).contains(alice.uid());
  }

  @Test
  void noSessionActsAsRoot() throws IOException {
    SystemUser root = SystemUser.named("root").orElseThrow();
    assertThatThrownBy(() -> Identity.of(root, 0077)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "root\0x", "a:b", "../x", "-x", "a b", "a\nb", "no-such-user-here"})
  void unknownNamesHaveNoUser(String name) throws IOException {
    assertThat(SystemUser.named(name)).isEmpty();
  }
}
