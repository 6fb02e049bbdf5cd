package io.github.nioftpd.fs.vfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.InsufficientStorageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is missing only if the FTP server reports so, not when it fails. */
final class FtpRepliesTest {

  /** Stands before a server, and answers some commands itself; a reply of 421 ends the session. */
  private static final class Script implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, String> replies = new ConcurrentHashMap<>();

    Script(int target) throws IOException {
      Thread.ofVirtual().start(() -> accept(target));
    }

    private void accept(int target) {
      try {
        while (true) {
          Socket client = listener.accept();
          Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
          Thread.ofVirtual().start(() -> answers(server, client));
          Thread.ofVirtual().start(() -> commands(client, server));
        }
      } catch (IOException e) {
        // closed
      }
    }

    private static void answers(Socket server, Socket client) {
      try (server;
          client) {
        server.getInputStream().transferTo(client.getOutputStream());
      } catch (IOException e) {
        // one of the two is gone
      }
    }

    private void commands(Socket client, Socket server) {
      try (client;
          server) {
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        boolean open = true;
        for (String line = lines.readLine(); open && line != null; line = lines.readLine()) {
          String reply = replies.get(line.split(" ")[0]);
          Socket to = reply == null ? server : client;
          String text = reply == null ? line : reply;
          to.getOutputStream().write((text + "\r\n").getBytes(UTF_8));
          open = reply == null || !reply.startsWith("421");
        }
      } catch (IOException e) {
        // one of the two is gone
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }

  @TempDir private Path directory;

  private Rig rig;
  private Script script;
  private VfsFileSystem files;

  @BeforeEach
  void start() throws IOException {
    rig = Rig.ftp(directory);
    int port = Integer.parseInt(rig.location().apply("").replaceAll(".*:([0-9]+)/.*", "$1"));
    script = new Script(port);
    Files.writeString(rig.files().resolve("a"), "content");
    Files.writeString(Files.createDirectory(rig.files().resolve("d")).resolve("b"), "x");
    files =
        VfsFileSystem.open(
            "ftp://user@127.0.0.1:" + script.listener.getLocalPort() + "/", rig.settings());
    assertThat(Files.size(files.getPath("/a"))).isEqualTo(7);
  }

  @AfterEach
  void stop() throws Exception {
    files.close();
    script.close();
    rig.close();
  }

  private void answer(String command, String reply) {
    script.replies.put(command, reply);
  }

  private void list(String path) throws IOException {
    try (var stream = Files.newDirectoryStream(files.getPath(path))) {
      assertThat(stream).isNotEmpty();
    }
  }

  private static void assertTemporary(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(FileSystemException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"421 Bye", "425 No data", "450 Busy", "451 Failed", "500 What?", "530 Log in"})
  void aFileOfAServerThatFailsIsNotMissing(String reply) throws IOException {
    answer("MLST", reply);
    assertTemporary(() -> Files.size(files.getPath("/a")));
    assertTemporary(() -> Files.createDirectory(files.getPath("/new")));
    assertTemporary(() -> list("/d"));
    Lookups.assertAnswered(files, "451");
  }

  @ParameterizedTest
  @ValueSource(strings = {"421 Too many users", "530 Too many users"})
  void aLoginThatIsRefusedSaysNothingAboutAFile(String reply) throws IOException {
    answer("MLST", "421 Idle for too long");
    answer("PASS", reply);
    assertTemporary(() -> Files.size(files.getPath("/a")));
    Lookups.assertAnswered(files, "451");
  }

  @ParameterizedTest
  @ValueSource(strings = {"421 Bye", "425 No data", "450 Busy", "451 Failed"})
  void aListingThatFailsIsNotEmpty(String reply) {
    answer("MLSD", reply);
    assertTemporary(() -> list("/d"));
    assertTemporary(() -> list("/"));
    assertTemporary(() -> Files.delete(files.getPath("/d")));
    assertThat(rig.files().resolve("d/b")).exists();
  }

  @Test
  void aListingThatIsRefusedIsNotEmpty() {
    answer("MLSD", "550 Permission denied");
    assertThatThrownBy(() -> list("/d")).isInstanceOf(FileSystemException.class);
    answer("CWD", "450 Busy");
    assertTemporary(() -> list("/d"));
  }

  @Test
  void aServerWithoutMlstThatFailsHasTheFileAllTheSame() throws IOException {
    answer("FEAT", "502 Not implemented");
    answer("LIST", "451 Failed");
    try (VfsFileSystem old =
        VfsFileSystem.open(
            "ftp://user@127.0.0.1:" + script.listener.getLocalPort() + "/", rig.settings())) {
      assertTemporary(() -> Files.size(old.getPath("/a")));
      script.replies.remove("LIST");
      assertThat(Files.size(old.getPath("/a"))).isEqualTo(7);
      assertThatThrownBy(() -> Files.size(old.getPath("/b")))
          .isInstanceOf(NoSuchFileException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"DELE,/a", "RMD,/e"})
  void aChangeThatFailsForNowIsNotRefused(String command, String path) throws IOException {
    Files.createDirectory(rig.files().resolve("e"));
    answer(command, "450 Busy");
    assertTemporary(() -> Files.delete(files.getPath(path)));
    answer(command, "550 No");
    assertThatThrownBy(() -> Files.delete(files.getPath(path)))
        .isInstanceOf(FileSystemException.class);
  }

  @Test
  void aDownloadThatFailsForNowIsNotRefused() {
    answer("RETR", "450 Busy");
    assertTemporary(() -> Files.readString(files.getPath("/a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"452 Full", "552 Quota"})
  void aServerWithoutRoomIsFull(String reply) {
    answer("STOR", reply);
    assertThatThrownBy(() -> Files.writeString(files.getPath("/new"), "x"))
        .isInstanceOf(InsufficientStorageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"550 None", "501 No such name", "553 No such name"})
  void aFileThatIsMissingIs(String reply) {
    answer("MLST", reply);
    assertThatThrownBy(() -> Files.size(files.getPath("/a")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
