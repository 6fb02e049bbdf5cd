package io.github.nioftpd.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.server.config.EventsSection;
import io.github.nioftpd.server.config.EventsSection.ProgramSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks of a running server. */
class HooksTest {

  @TempDir private Path directory;

  private Hooks hooks(String script, String... events) throws IOException {
    Path file = Files.writeString(directory.resolve("script"), script);
    ProgramSection program =
        new ProgramSection(
            List.of("/bin/sh", file.toString()), List.of(events), Duration.ofSeconds(60));
    return new Hooks(new EventsSection(List.of(program), Map.of(), Optional.empty()));
  }

  private static TestFtp serve(Hooks hooks) throws IOException {
    return TestFtp.start(builder -> builder.onEvent(hooks).before(hooks));
  }

  @Test
  void aSlowProgramDelaysNoSession() throws IOException {
    Path go = directory.resolve("go");
    Path out = directory.resolve("out");
    String script = "while [ ! -e " + go + " ]; do sleep 0.05; done; echo $NIOFTPD_PATH >>" + out;
    try (Hooks hooks = hooks(script, "upload");
        TestFtp ftp = serve(hooks)) {
      for (int i = 0; i < 12; i++) {
        try (RawClient client = ftp.login()) {
          client.upload("STOR f" + i, new byte[1]);
        }
      }
      assertThat(out).doesNotExist();
      Files.createFile(go);
      ProgramHookTest.until(() -> Files.exists(out) && size(out) == 12);
      assertThat(Files.readAllLines(out)).contains("/f0", "/f11").doesNotHaveDuplicates();
    }
  }

  private static int size(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aHookProgramDelaysOnlyItsSessionAndItsVetoIsReported() throws IOException {
    Path go = directory.resolve("go");
    String script = "while [ ! -e " + go + " ]; do sleep 0.05; done; test $NIOFTPD_PATH = /yes";
    try (Hooks hooks = hooks(script, "before-mkdir");
        TestFtp ftp = serve(hooks);
        RawClient first = ftp.login();
        RawClient second = ftp.login();
        RawClient other = ftp.login()) {
      first.send("MKD yes\r\n");
      second.send("MKD no\r\n");
      other.say("RMD yes").expect(550);
      assertThat(ftp.path("/yes")).doesNotExist();
      Files.createFile(go);
      first.expect(257);
      assertThat(second.reply()).isEqualTo("550 Refused by a rule of this server.");
      assertThat(ftp.path("/no")).doesNotExist();
    }
  }
}
