package io.github.nioftpd.fs.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.Installed;
import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flushes to the disk before the reply, as seen by the kernel. */
@EnabledOnOs(OS.LINUX)
@NeedsPrograms("strace")
final class SyncTest {

  private static final Pattern FLUSH = Pattern.compile("f(?:data)?sync\\([0-9]+<([^>]*)>");

  @TempDir private Path temporary;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(temporary.resolve("root")).toRealPath();
  }

  /** Actions over FTP. */
  private interface Session {
    void with(RawClient client) throws IOException;
  }

  /** The files and directories below the root that a session flushes, by their names. */
  private List<String> flushed(boolean atomic, Sync sync, Session session) throws Exception {
    Path trace = temporary.resolve("trace");
    try (LocalFileSystem files = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, atomic, sync);
        TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.loginBinary()) {
      Process strace = strace(trace);
      try {
        session.with(client);
      } finally {
        strace.destroy();
        strace.waitFor();
      }
    }
    List<String> flushed = new ArrayList<>();
    for (String line : Files.readAllLines(trace)) {
      Matcher flush = FLUSH.matcher(line);
      if (flush.find()) {
        Path file = Path.of(flush.group(1));
        String name = root.equals(file) ? "/" : root.relativize(file).toString();
        flushed.add(name.replaceAll("\\.nioftpd-[0-9a-f]+\\.part", "part"));
      }
    }
    return flushed;
  }

  private static Process strace(Path trace) throws IOException {
    Process strace =
        new ProcessBuilder(
                Installed.program("strace").toString(),
                "-f",
                "-y",
                "-e",
                "trace=fsync,fdatasync",
                "-o",
                trace.toString(),
                "-p",
                String.valueOf(ProcessHandle.current().pid()))
            .redirectErrorStream(true)
            .start();
    BufferedReader says = new BufferedReader(new InputStreamReader(strace.getInputStream(), UTF_8));
    String line = says.readLine();
    if (line == null || !line.contains("attached")) {
      Installed.missing("strace may not attach to this process: " + line);
    }
    return strace;
  }

  @Test
  void nothingIsFlushedByDefault() throws Exception {
    assertThat(flushed(false, Sync.NONE, client -> client.upload("STOR a", new byte[9]))).isEmpty();
  }

  @Test
  void anUploadIsFlushedWithItsName() throws Exception {
    Files.writeString(root.resolve("old"), "x");
    assertThat(flushed(false, Sync.ON_CLOSE, client -> client.upload("STOR a", new byte[9])))
        .containsExactly("/", "a");
    assertThat(flushed(false, Sync.ON_CLOSE, client -> client.upload("APPE old", new byte[9])))
        .containsExactly("old");
  }

  @Test
  void anAtomicUploadIsFlushedBeforeItIsPublished() throws Exception {
    assertThat(flushed(true, Sync.ON_CLOSE, client -> client.upload("STOR a", new byte[9])))
        .containsExactly("part", "/");
    assertThat(flushed(true, Sync.ON_CLOSE, client -> client.upload("STOU", new byte[9])))
        .containsExactly("part", "/");
    assertThat(
            flushed(
                true,
                Sync.ON_CLOSE,
                client -> {
                  try (Socket data = client.passive()) {
                    client.say("STOR b").expect(150);
                    client.say("ABOR").expect(426);
                    client.expect(226);
                    assertThat(data.isConnected()).isTrue();
                  }
                }))
        .as("an aborted upload is not flushed")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyChangeOfANameIsFlushed(boolean atomic) throws Exception {
    Files.createDirectory(root.resolve("d"));
    Files.writeString(root.resolve("a"), "x");
    assertThat(
            flushed(
                atomic,
                Sync.ON_CLOSE,
                client -> {
                  client.say("MKD d/new").expect(257);
                  client.say("RNFR a").expect(350);
                  client.say("RNTO d/b").expect(250);
                  client.say("SITE CPFR d/b").expect(350);
                  client.say("SITE CPTO c").expect(250);
                  client.say("DELE d/b").expect(250);
                  client.say("RMD d/new").expect(250);
                }))
        .containsExactly("d", "d", "/", "part", "/", "d", "d");
  }

  @Test
  void namesOfChoicesAreParsed() {
    assertThat(Sync.named("on-close")).isEqualTo(Sync.ON_CLOSE);
    assertThat(Sync.named("none")).isEqualTo(Sync.NONE);
    assertThatThrownBy(() -> Sync.named("always"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sync is none or on-close, not \"always\".");
  }
}
