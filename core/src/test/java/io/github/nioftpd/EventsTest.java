package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpEvent.Transferred;
import io.github.nioftpd.event.VetoHook.Action;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The events that consumers receive, and the veto hooks consulted before an action. */
class EventsTest {

  private static String text(FtpEvent event) {
    return switch (event) {
      case FtpEvent.Connected e -> "connect";
      case FtpEvent.Disconnected e -> "disconnect";
      case FtpEvent.LoggedIn e -> "login " + e.client().user();
      case FtpEvent.LoginFailed e -> "login failed " + e.name();
      case FtpEvent.Banned e -> "banned " + e.duration();
      case FtpEvent.LoggedOut e -> "logout " + e.client().user();
      case FtpEvent.Started e -> "started " + e.verb() + " " + e.path();
      case Transferred e ->
          e.getClass().getSimpleName()
              + " "
              + e.transfer().path()
              + " "
              + e.transfer().bytes()
              + " "
              + e.transfer().verb();
      case FtpEvent.Changed e ->
          e.verb() + " " + e.path() + e.target().map(target -> " " + target).orElse("");
      case FtpEvent.Failed e -> "failed " + e.verb() + " " + e.argument() + " " + e.reply();
    };
  }

  private static String text(Action action) {
    return Stream.concat(action.path().stream(), action.target().stream())
        .map(Path::toString)
        .collect(Collectors.joining(" ", action.verb() + " ", ""));
  }

  private static void store(RawClient client, String command, String content) throws IOException {
    try (Socket data = client.passive()) {
      client.say(command).expect(150);
      data.getOutputStream().write(content.getBytes());
    }
    client.expect(226);
  }

  private static void everything(RawClient client) throws IOException {
    client.command("USER user");
    client.command("PASS wrong");
    client.command("USER user");
    client.command("PASS secret");
    client.command("TYPE I");
    client.command("MKD d");
    client.command("CWD d");
    store(client, "STOR a", "12345");
    store(client, "APPE a", "67");
    try (Socket data = client.passive()) {
      client.say("RETR a").expect(150);
      assertThat(data.getInputStream().readAllBytes()).hasSize(7);
    }
    client.reply();
    client.command("RNFR a");
    client.command("RNTO b");
    client.command("SITE CPFR b");
    client.command("SITE CPTO a");
    client.command("MFMT 20240101000000 b");
    client.command("DELE a");
    client.command("DELE a");
    client.command("DELE b");
    client.command("RETR b");
    client.command("CWD /");
    client.command("RMD d");
    client.command("QUIT");
  }

  @Test
  void aSessionIsReportedFromStartToEnd() throws IOException {
    TestFtp ftp = TestFtp.start();
    try (ftp;
        RawClient client = ftp.connect()) {
      everything(client);
    }
    assertThat(ftp.events().stream().map(EventsTest::text))
        .containsExactly(
            "connect",
            "login failed user",
            "login user",
            "MKD /d",
            "started STOR /d/a",
            "Uploaded /d/a 5 STOR",
            "started APPE /d/a",
            "Uploaded /d/a 2 APPE",
            "started RETR /d/a",
            "Downloaded /d/a 7 RETR",
            "RNTO /d/a /d/b",
            "SITE CPTO /d/b /d/a",
            "MFMT /d/b",
            "DELE /d/a",
            "failed DELE a 550",
            "DELE /d/b",
            "failed RETR b 550",
            "RMD /d",
            "logout user",
            "disconnect");
  }

  @Test
  void aConsumerOpensTheFileThatWasUploaded() throws IOException {
    List<String> contents = new CopyOnWriteArrayList<>();
    try (TestFtp ftp =
            TestFtp.start(
                builder ->
                    builder.onEvent(
                        event -> {
                          if (event instanceof FtpEvent.Uploaded uploaded) {
                            contents.add(read(uploaded.transfer().path()));
                          }
                        }));
        RawClient client = ftp.login()) {
      store(client, "STOR a", "content");
    }
    assertThat(contents).containsExactly("content");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anAbortedUploadIsReportedAsIncomplete() throws Exception {
    TestFtp ftp = TestFtp.start();
    try (ftp;
        RawClient client = ftp.login();
        Socket data = client.passive()) {
      client.say("STOR a").expect(150);
      data.getOutputStream().write(1);
      data.setSoLinger(true, 0);
      data.close();
      client.expect(426);
    }
    assertThat(ftp.events()).hasAtLeastOneElementOfType(FtpEvent.TransferFailed.class);
    assertThat(ftp.events()).doesNotHaveAnyElementsOfTypes(FtpEvent.Uploaded.class);
  }

  @Test
  void aHookIsConsultedFirstAndMayVeto() throws IOException {
    List<Action> asked = Collections.synchronizedList(new ArrayList<>());
    try (TestFtp ftp = TestFtp.start(builder -> builder.before(before -> refuse(asked, before)))) {
      Files.writeString(ftp.path("/a"), "content");
      Files.createDirectory(ftp.path("/d"));
      try (RawClient client = ftp.login();
          Socket data = client.passive()) {
        for (String command :
            List.of("STOR a", "APPE a", "STOU x", "RETR a", "DELE a", "RMD d", "MKD e")) {
          assertThat(client.command(command)).isEqualTo("550 Not before noon.");
        }
        client.say("RNFR a").expect(350);
        client.say("RNTO b").expect(550);
        client.say("SITE CPFR a").expect(350);
        assertThat(client.command("SITE CPTO c")).isEqualTo("550 Not before noon.");
        client.say("SIZE a").expect(550); // ASCII, the default
        assertThat(data.isConnected()).isTrue();
      }
      assertThat(ftp.path("/a")).hasContent("content");
      assertThat(ftp.path("/d")).isDirectory();
      assertThat(ftp.path("/e")).doesNotExist();
    }
    assertThat(asked.stream().map(EventsTest::text))
        .containsExactly(
            "PASS ",
            "STOR /a",
            "APPE /a",
            "STOU /x",
            "RETR /a",
            "DELE /a",
            "RMD /d",
            "MKD /e",
            "RNTO /a /b",
            "SITE CPTO /a /c");
  }

  private static Optional<String> refuse(List<Action> asked, Action before) {
    asked.add(before);
    return before.verb().equals("PASS") ? Optional.empty() : Optional.of("Not before noon.");
  }

  @Test
  void aHookMayVetoALogin() throws IOException {
    try (TestFtp ftp =
            TestFtp.start(builder -> builder.before(b -> Optional.of("Closed\r\n230 x")));
        RawClient client = ftp.connect()) {
      client.command("USER user");
      assertThat(client.command("PASS secret")).startsWith("530 Closed").hasLineCount(1);
      client.say("PWD").expect(530);
    }
  }

  @Test
  void aFailingHookVetoesEverything() throws IOException {
    try (TestFtp ftp =
            TestFtp.start(
                builder ->
                    builder.before(
                        before -> {
                          if (before.verb().equals("PASS")) {
                            return Optional.empty();
                          }
                          throw new IllegalStateException("broken");
                        }));
        RawClient client = ftp.login()) {
      assertThat(client.command("MKD d")).startsWith("451 ").doesNotContain("broken");
      assertThat(ftp.path("/d")).doesNotExist();
    }
  }

  @Test
  void aSlowHookDelaysItsSessionOnly() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    try (TestFtp ftp = TestFtp.start(builder -> builder.before(before -> waitFor(open, before)))) {
      List<RawClient> waiting = new ArrayList<>();
      for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
        RawClient client = ftp.login();
        client.send("MKD d" + i + "\r\n");
        waiting.add(client);
      }
      try (RawClient other = ftp.login()) {
        other.say("PWD").expect(257);
      }
      open.countDown();
      for (RawClient client : waiting) {
        client.expect(257);
        client.close();
      }
    }
  }

  private static Optional<String> waitFor(CountDownLatch open, Action before) {
    try {
      if (before.verb().equals("MKD")) {
        open.await();
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      return Optional.of("Interrupted.");
    }
  }
}
