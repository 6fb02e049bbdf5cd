package io.github.nioftpd.fs.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.mount.MountedFileSystem;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands on FIFOs, sockets and devices never open them and are answered at once. */
@DisplayName("FIFOs, devices and sockets")
@EnabledOnOs({OS.LINUX, OS.MAC})
final class SpecialFilesTest {

  /** Commands and their replies; @ stands for the name. */
  private static final List<String> REPLIES =
      List.of(
          "STAT @ 213",
          "MLST @ 250",
          "SIZE @ 550",
          "MDTM @ 550",
          "MDTM 20200101000000 @ 550",
          "MFMT 20200101000000 @ 550",
          "SITE UTIME 20200101000000 @ 550",
          "SITE CHMOD 644 @ 550",
          "SITE CPFR @ 550",
          "CWD @ 550",
          "MKD @/d 550",
          "RMD @ 550",
          "MLSD @ 501",
          "RETR @ 550",
          "STOR @ 550",
          "STOR @/f 550",
          "APPE @ 550");

  private static final Set<OpenOption> UPLOAD = Set.of(WRITE, CREATE, TRUNCATE_EXISTING);

  @TempDir Path root;
  private ServerSocketChannel socket;
  private final List<String> names = new ArrayList<>();

  @BeforeEach
  void makeFiles() throws Exception {
    run("mkfifo", "fifo");
    socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    socket.bind(UnixDomainSocketAddress.of(root.resolve("socket")));
    names.addAll(List.of("fifo", "socket"));
    if (run("mknod", "device", "c", "1", "5") == 0) { // /dev/zero; only root can create it
      names.add("device");
    }
    for (String name : List.copyOf(names)) {
      Files.createSymbolicLink(root.resolve("to-" + name), Path.of(name));
      names.add("to-" + name);
    }
  }

  private int run(String... command) throws Exception {
    return new ProcessBuilder(command)
        .directory(root.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @AfterEach
  void releaseWaitingThreads() throws IOException {
    Path fifo = root.resolve("fifo");
    if (Files.exists(fifo)) {
      FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE).close();
    }
    socket.close();
  }

  static Stream<Arguments> confinements() {
    return Stream.of(ConfinementKind.values())
        .filter(kind -> kind != ConfinementKind.KERNEL || Openat2.isLinked())
        .flatMap(kind -> Stream.of(false, true).map(atomic -> Arguments.of(kind, atomic)));
  }

  @ParameterizedTest
  @MethodSource("confinements")
  void eachCommandIsAnsweredAtOnce(ConfinementKind kind, boolean atomic) throws IOException {
    serve(LocalFileSystemTest.open(root, kind, Symlinks.WITHIN_ROOT, atomic));
  }

  @ParameterizedTest
  @MethodSource("confinements")
  void linksToSpecialFilesAreRefusedWithTheSameReplies(ConfinementKind kind, boolean atomic)
      throws IOException {
    names.removeIf(name -> name.startsWith("to-"));
    serve(LocalFileSystemTest.open(root, kind, Symlinks.NONE, atomic));
  }

  @Test
  void withoutConfinementTheyAreNotOpened() throws IOException {
    serve(LocalFileSystem.open(root, Symlinks.FOLLOW, false));
  }

  @Test
  void throughAMountTheyAreNotOpened() throws IOException {
    LocalFileSystem files = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, false);
    serve(MountedFileSystem.builder().mount("/", files.getPath("/")).build());
    files.close();
  }

  private void serve(FileSystem files) throws IOException {
    try (files;
        TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.login()) {
      try {
        client.command("TYPE I");
        for (String name : names) {
          answersAll(client, name);
        }
      } finally {
        releaseWaitingThreads();
      }
    }
  }

  private void answersAll(RawClient client, String name) throws IOException {
    client.passivePort(); // an upload without a data connection would be refused anyway
    for (String line : REPLIES) {
      int end = line.lastIndexOf(' ');
      String command = line.substring(0, end).replace("@", name);
      assertThat(client.command(command)).as(command).startsWith(line.substring(end + 1));
    }
    assertThat(client.download("LIST " + name)).asString(UTF_8).contains(name);
    assertThat(client.download("NLST " + name)).asString(UTF_8).contains(name);
    client.say("RNFR " + name).expect(350);
    client.say("RNTO renamed").expect(250);
    client.say("RNFR renamed").expect(350);
    client.say("RNTO " + name).expect(250);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFifoCreatedMeanwhileIsNotOpenedUnderTheKernel() throws Exception {
    Path file = Files.writeString(root.resolve("f"), "x");
    Path directory = Files.createDirectory(root.resolve("d"));
    AtomicBoolean done = new AtomicBoolean();
    try (LocalFileSystem files =
            LocalFileSystemTest.open(root, ConfinementKind.KERNEL, Symlinks.WITHIN_ROOT, true);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      Path path = files.getPath("/x");
      Future<?> swaps = threads.submit(() -> swap(done, file, directory));
      try {
        Future<?> uses = threads.submit(() -> use(path));
        uses.get(30, TimeUnit.SECONDS); // blocks forever if a FIFO is opened
      } finally {
        done.set(true);
        swaps.get();
        releaseWaitingThreads();
      }
    }
  }

  /** Turns a name into a file, a directory and a FIFO repeatedly. */
  private Void swap(AtomicBoolean done, Path... others) throws IOException {
    Path name = root.resolve("x");
    for (int i = 0; !done.get(); i++) {
      Path next = i % 2 == 0 ? root.resolve("fifo") : others[i / 2 % 2];
      Files.move(next, name);
      Files.move(name, next);
    }
    return null;
  }

  private static Void use(Path path) {
    for (int i = 0; i < 3_000; i++) {
      attempt(() -> Files.newDirectoryStream(path).close());
      attempt(() -> Files.setLastModifiedTime(path, FileTime.fromMillis(1)));
      attempt(() -> Files.newByteChannel(path).close());
      attempt(() -> ((Abortable) Files.newByteChannel(path, WRITE, CREATE_NEW)).abort());
      attempt(() -> ((Abortable) Files.newByteChannel(path, UPLOAD)).abort());
      attempt(() -> Files.newByteChannel(path, WRITE).close());
      attempt(() -> Files.copy(path, path.resolveSibling("copy"), REPLACE_EXISTING));
    }
    return null;
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private static void attempt(Attempt attempt) {
    try {
      attempt.run();
    } catch (IOException e) {
      assertThat(e).as("the file type changed").isInstanceOf(FileSystemException.class);
    }
  }
}
