package io.github.nioftpd.fs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A full volume below the home directory: existing files stay complete. */
@NeedsPrograms({"mount", "umount"})
final class FullDiskTest {

  private static final int SIZE = 64 << 10;

  @TempDir Path root;
  private Path volume;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    volume = Files.createDirectory(root.resolve("volume"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "none", volume.toString());
    assumeTrue(mounted, "a volume is mounted by root alone, outside of most containers");
    Files.writeString(volume.resolve("target"), "old");
    Files.writeString(root.resolve("small"), "small");
    Files.write(root.resolve("large"), new byte[2 * SIZE]);
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", volume.toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(volume)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMoveThatDoesNotFitLeavesBothFilesComplete(boolean atomic) throws IOException {
    try (LocalFileSystem files = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, atomic);
        TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.login()) {
      for (String command : List.of("RN", "SITE CP")) {
        for (String target : List.of("target", "new")) {
          client.say(command + "FR large").expect(350);
          client.say(command + "TO volume/" + target).expect(452);
          assertThat(root.resolve("large")).hasSize(2 * SIZE);
          assertThat(volume.resolve("target")).hasContent("old");
          assertThat(names()).containsExactly("target");
        }
      }
      client.say("SITE CPFR small").expect(350);
      client.say("SITE CPTO volume/target").expect(250);
      assertThat(volume.resolve("target")).hasContent("small");
      client.say("RNFR volume/target").expect(350);
      client.say("RNTO large").expect(250);
      assertThat(root.resolve("large")).hasContent("small");
      assertThat(names()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anUploadThatDoesNotFitIs452(boolean atomic) throws IOException {
    try (LocalFileSystem files = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, atomic);
        TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.loginBinary()) {
      try (Socket data = client.passive()) {
        client.say("STOR volume/target").expect(150);
        data.getOutputStream().write(new byte[2 * SIZE]);
      } catch (java.net.SocketException e) {
        assertThat(e).as("the upload is cut off").isNotNull();
      }
      client.expect(452);
      if (atomic) {
        assertThat(volume.resolve("target")).hasContent("old");
        assertThat(names()).containsExactly("target");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RN", "SITE CP"})
  void aSourceThatCannotBeRemovedIsNotMoved(String command) throws Exception {
    Files.writeString(root.resolve("large"), "kept");
    assertThat(run("mount", "-o", "remount,ro", volume.toString())).isTrue();
    try (LocalFileSystem files = LocalFileSystem.open(root, Symlinks.WITHIN_ROOT, false);
        TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.login()) {
      client.say(command + "FR volume/target").expect(350);
      boolean copies = command.equals("SITE CP");
      assertThat(client.command(command + "TO large")).startsWith(copies ? "250" : "550");
      assertThat(root.resolve("large")).hasContent(copies ? "old" : "kept");
      client.say("RNFR small").expect(350);
      client.say("RNTO volume/target").expect(550);
      assertThat(root.resolve("small")).hasContent("small");
      assertThat(volume.resolve("target")).hasContent("old");
    }
  }
}
