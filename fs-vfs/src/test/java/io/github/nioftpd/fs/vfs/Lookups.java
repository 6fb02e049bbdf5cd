package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The commands that find out about the file {@code /a} and the directory {@code /d}. */
final class Lookups {

  private static final List<String> QUESTIONS =
      List.of("SIZE a", "MDTM a", "MLST a", "MLST d", "CWD d", "STAT d");

  private static final List<String> CHANGES = List.of("RNFR a", "DELE a", "RMD d");

  private Lookups() {}

  /** Sends all of them, and closes the file system. */
  static void assertAnswered(FileSystem fileSystem, String code) throws IOException {
    try (TestFtp ftp = TestFtp.start(fileSystem, UnaryOperator.identity());
        RawClient client = ftp.login()) {
      client.command("TYPE I");
      List<String> commands = new ArrayList<>(QUESTIONS);
      commands.addAll(fileSystem.isReadOnly() ? List.of() : CHANGES);
      for (String command : commands) {
        assertThat(client.command(command)).as(command).startsWith(code);
      }
      fileSystem.close(); // before the sockets left are counted
    }
  }
}
