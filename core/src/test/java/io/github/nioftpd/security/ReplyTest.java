package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Error replies never repeat what a client sent. */
@DisplayName("Replies that echo input")
final class ReplyTest {

  private static final String MARK = "<script>alert(1)</script>";

  @Test
  @DisplayName("No refusal echoes the client's input before login")
  void refusalsBeforeTheLoginEchoNothing() throws IOException {
    try (TestFtp ftp = TestFtp.start()) {
      for (String verb : Verbs.all()) {
        try (RawClient client = ftp.connect()) {
          echoesNothing(client, verb);
        }
      }
    }
  }

  @Test
  @DisplayName("No refusal echoes the client's input after login")
  void refusalsEchoNothing() throws IOException {
    try (TestFtp ftp = TestFtp.start()) {
      for (String verb : Verbs.all()) {
        try (RawClient client = ftp.login()) {
          Files.writeString(ftp.path("/file"), "x");
          echoesNothing(client, verb);
        }
      }
    }
  }

  private static void echoesNothing(RawClient client, String verb) throws IOException {
    List<String> lines =
        List.of(
            verb + " " + MARK,
            verb + " x " + MARK,
            Verbs.line(verb, "nothing/" + MARK),
            Verbs.line(verb, "file/" + MARK),
            Verbs.line(verb, MARK.repeat(100)),
            verb + MARK,
            "SITE " + MARK + " " + verb,
            "HELP " + verb + MARK,
            "OPTS " + verb + " " + MARK);
    for (String line : lines) {
      String reply;
      try {
        reply = client.command(line);
      } catch (IOException e) {
        return; // QUIT
      }
      if (reply.startsWith("4") || reply.startsWith("5")) {
        assertThat(reply).as(line).doesNotContainIgnoringCase("script");
      }
    }
  }

  @Test
  @DisplayName("Lines of other protocols end the session without an echo")
  void linesOfOtherProtocolsEndTheSession() throws IOException {
    try (TestFtp ftp = TestFtp.start()) {
      for (String line :
          List.of(
              "GET /" + MARK + " HTTP/1.1",
              "post / HTTP/1.1",
              "HEAD /",
              "Host: " + MARK,
              "X-" + MARK + ": 1",
              "EHLO " + MARK,
              "STARTTLS")) {
        try (RawClient client = ftp.connect()) {
          client.send(line + "\r\nNOOP\r\n");
          assertThat(client.rest()).as(line).isEqualTo("500 Unknown command.\r\n");
        }
      }
    }
  }

  @Test
  @DisplayName("An unknown line is answered without an echo")
  void anUnknownVerbIsNotEchoed() throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.connect()) {
      assertThat(client.command(MARK)).startsWith("500").doesNotContainIgnoringCase("script");
      client.say("NOOP").expect(200);
    }
  }
}
