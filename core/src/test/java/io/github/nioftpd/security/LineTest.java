package io.github.nioftpd.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.wire.LineReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line of any length and any bytes gets one reply. */
@DisplayName("Long lines, Telnet commands, control characters")
final class LineTest {

  @Test
  @DisplayName("A line of the limit is a command, one byte more is 500")
  void theLimitIsExact() throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      String most = "x".repeat(LineReader.LIMIT - "CLNT ".length());
      client.say("CLNT " + most.substring(1)).expect(200);
      client.say("CLNT " + most).expect(200);
      client.say("CLNT " + most + "x").expect(500);
      client.say("é".repeat(LineReader.LIMIT / 2)).expect(500);
      client.say("NOOP").expect(200);
    }
  }

  @Test
  @DisplayName("A path of 64 KiB is refused for every verb, and the session lives")
  void aVeryLongPathIsRefused() throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login()) {
      String path = "a/".repeat(32 << 10);
      for (String verb : Verbs.withPath()) {
        client.say(Verbs.line(verb, path)).expect(500);
        assertThat(client.command(Verbs.line(verb, path.substring(0, 4_090)))).matches("[45].*");
      }
      client.say("NOOP").expect(200);
    }
  }

  @Test
  @DisplayName("An endless line uses no memory and ends the session with 500")
  void anEndlessLineEndsTheSession() throws Exception {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.connect()) {
      long before = usedHeap();
      byte[] piece = "x".repeat(1 << 16).getBytes(UTF_8);
      for (int i = 0; i < 4; i++) {
        client.send(piece);
      }
      client.send("x".repeat(LineReader.LIMIT + 1));
      client.expect(500);
      assertThat(client.isClosedByServer()).isTrue();
      assertThat(usedHeap() - before).isLessThan(4 << 20);
    }
  }

  @Test
  @DisplayName("A hundred endless lines at once are all cut off")
  void manyEndlessLinesEndTheirSessions() throws Exception {
    try (TestFtp ftp = TestFtp.start()) {
      List<Thread> senders =
          java.util.stream.IntStream.range(0, 100)
              .mapToObj(i -> Thread.ofVirtual().start(() -> sendForEver(ftp)))
              .toList();
      for (Thread sender : senders) {
        sender.join();
      }
      Patience.until("all are disconnected", () -> ftp.server().sessions().isEmpty());
    }
  }

  private static void sendForEver(TestFtp ftp) {
    byte[] piece = new byte[1 << 16];
    java.util.Arrays.fill(piece, (byte) 'x');
    try (RawClient client = new RawClient(ftp.server().address())) {
      for (int i = 0; i < 1_000; i++) {
        client.send(piece);
      }
    } catch (IOException e) {
      // disconnected
    }
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @ParameterizedTest
  @DisplayName("Telnet commands anywhere leave the line intact")
  @ValueSource(
      strings = {
        "ff f1 NOOP", // NOP
        "NO ff f1 OP",
        "ff fb 01 NOOP", // WILL ECHO
        "ff fe ff NOOP", // DONT 255
        "ff fa 18 00 41 ff ff ff f0 NOOP", // a subnegotiation with a doubled 255
        "ff f4 ff f2 NOOP", // the Synch that clients send before ABOR
        "ff f4 ff NOOP", // the same without the urgent byte
      })
  void telnetCommandsAreTakenOut(String line) throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.connect()) {
      client.send(bytes(line));
      client.say("").expect(200);
      client.say("NOOP").expect(200);
    }
  }

  private static byte[] bytes(String text) {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    for (String word : text.split(" ")) {
      bytes.writeBytes(
          word.matches("[0-9a-f]{2}")
              ? new byte[] {(byte) Integer.parseInt(word, 16)}
              : word.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  @DisplayName("IAC at every position of the read buffer")
  void iacAtTheEdgeOfTheBuffer() throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.connect()) {
      for (int before = 1_010; before < 1_030; before++) {
        client.send("CLNT " + "x".repeat(before));
        client.send(new byte[] {(byte) 255});
        client.send(new byte[] {(byte) 251, 1});
        client.say("y").expect(200);
      }
    }
  }

  @Test
  @DisplayName("Floods of 0xFF and of subnegotiations end, with the session or without")
  void floodsOfIacAreSurvived() throws IOException {
    byte[] flood = new byte[2_000];
    java.util.Arrays.fill(flood, (byte) 255);
    try (TestFtp ftp = TestFtp.start()) {
      try (RawClient client = ftp.connect()) {
        client.send(flood);
        assertThat(client.command("")).as("a thousand bytes 255").startsWith("500 ");
        client.send(java.util.Arrays.copyOf(flood, 1_999));
        client.say("").expect(500);
        client.say("NOOP").expect(200);
      }
      try (RawClient client = ftp.connect()) {
        client.send(new byte[] {(byte) 255, (byte) 250});
        client.send("x".repeat(LineReader.LIMIT + 1));
        client.expect(500);
        assertThat(client.isClosedByServer()).isTrue();
      }
    }
  }

  @Test
  @DisplayName("Urgent data is harmless, also before ABOR during a transfer")
  void urgentDataIsReadInline() throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.login();
        java.net.Socket data = client.passive()) {
      client.say("STOR a").expect(150);
      client.send(new byte[] {(byte) 255, (byte) 244});
      client.socket().sendUrgentData(255);
      client.send(new byte[] {(byte) 242});
      client.say("ABOR").expect(426);
      client.expect(226);
      client.send("NO");
      client.socket().sendUrgentData('O');
      client.say("P").expect(200);
      assertThat(data.isConnected()).isTrue();
    }
  }

  @Test
  @DisplayName("A line with NUL, CR or LF is 501 and has no effect")
  void controlCharactersNeverReachTheFileSystem() throws IOException {
    Path home = mock(Path.class);
    FileSystem files = mock(FileSystem.class);
    when(files.getPath(any())).thenReturn(home);
    when(home.normalize()).thenReturn(home);
    try (TestFtp ftp = TestFtp.start(files, builder -> builder);
        RawClient client = ftp.login()) {
      clearInvocations(files, home);
      for (String verb : Verbs.withPath()) {
        for (String bad : List.of("a\0b", "a\rb", "\0", "a\r\0b", "a\r")) {
          String reply = client.command(Verbs.line(verb, bad));
          assertThat(reply).as(verb).startsWith("501 ");
        }
        client.send(Verbs.line(verb, "a") + "\n");
        assertThat(client.reply()).as(verb + " LF").startsWith("501 ");
        client.send((Verbs.line(verb, "\u00e9") + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(client.reply()).as(verb + " bytes").startsWith("501 ");
      }
      verifyNoInteractions(files, home);
    }
  }
}
