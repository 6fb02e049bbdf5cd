package io.github.nioftpd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.fs.NameBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scripted conversation with a server over real sockets. Each line is a keyword, a space and a
 * text; empty lines and lines that begin with # are ignored.
 *
 * <pre>
 * FILE /a text     there is a file with this content        DIR /d    there is a directory
 * TIME /a when     its time of modification: an instant, or a duration from now
 * IS /a text       the file has this content                GONE /a   nothing has this name
 * LOGIN user       USER and PASS, or for anonymous
 * RECONNECT        the client leaves and comes again
 * C: PWD           the client sends a line; lines in a row go out in one write
 * C! PWD\r\n       the client sends bytes, without an end of line of their own
 * S: 257 "/"       the server answers, and the reply begins so; its lines are joined by \n
 * S~ 257 .*        the reply matches a regular expression, as a whole
 * S: EOF           the server closes the control connection
 * PASSIVE EPSV     the client sends EPSV, or PASV, and connects
 * ACTIVE PORT      the client sends PORT, or EPRT, and listens
 * D&gt; text          the client sends these bytes and ends the data connection
 * D&lt; text          the server has sent these bytes and ended the data connection
 * D# 100           the server has sent so many bytes and ended the data connection
 * D~ .* a          the server has sent such a line; lines of D~ in a row are all there are, in any
 *                  order
 * D! reset         the client breaks the data connection off
 * </pre>
 *
 * <p>In FILE, IS, C!, D&gt; and D&lt; there are escapes: \r, \n, \\, \xNN for a byte, \{100 ab} for
 * 100 times ab. A path is written without a space, which is \x20. For S~ and D~, a byte that is not
 * UTF-8 is a lone surrogate of {@link NameBytes}, for example \x{DCFE} for the byte FE.
 */
final class Transcript implements AutoCloseable {

  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:([rn\\\\])|x([0-9A-Fa-f]{2})|\\{([0-9]+) ([^}]*)\\})");

  private record Step(int line, String keyword, String text) {
    String first() {
      return text.split(" ", 2)[0];
    }

    String rest() {
      String[] words = text.split(" ", 2);
      return words.length < 2 ? "" : words[1];
    }
  }

  private final TestFtp ftp;
  private final ByteArrayOutputStream outgoing = new ByteArrayOutputStream();
  private final List<String> listed = new ArrayList<>();
  private boolean listing;
  private RawClient client;
  private Socket data;
  private ServerSocket listener;

  Transcript(TestFtp ftp) throws IOException {
    this.ftp = ftp;
    this.client = ftp.connect();
  }

  /** Plays all lines. */
  void play(List<String> lines) throws IOException {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] words = line.split(" ", 2);
        play(new Step(i + 1, words[0], words.length < 2 ? "" : words[1]));
      }
    }
    play(new Step(lines.size(), "END", ""));
  }

  private void play(Step step) throws IOException {
    try {
      if (!step.keyword().startsWith("C")) {
        client.send(outgoing.toByteArray());
        outgoing.reset();
      }
      if (listing && !step.keyword().equals("D~")) {
        assertThat(listed).as("lines that were not expected").isEmpty();
        listing = false;
      }
      if (!setUp(step) && !talk(step)) {
        transfer(step);
      }
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new AssertionError("line " + step.line() + ": " + step + ": " + e.getMessage(), e);
    }
  }

  private boolean setUp(Step step) throws IOException {
    switch (step.keyword()) {
      case "FILE" -> Files.write(path(step), bytes(step.rest()));
      case "DIR" -> Files.createDirectory(path(step));
      case "TIME" -> Files.setLastModifiedTime(path(step), FileTime.from(instant(step.rest())));
      case "IS" -> assertThat(text(Files.readAllBytes(path(step)))).isEqualTo(string(step.rest()));
      case "GONE" -> assertThat(Files.exists(path(step))).as("%s is there", step.text()).isFalse();
      case "END" -> {}
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Instant instant(String text) {
    return text.contains("P") ? Instant.now().plus(Duration.parse(text)) : Instant.parse(text);
  }

  private boolean talk(Step step) throws IOException {
    switch (step.keyword()) {
      case "LOGIN" -> {
        client.say("USER " + step.text()).expect(331);
        client.say("PASS secret").expect(230);
      }
      case "RECONNECT" -> {
        client.close();
        client = ftp.connect();
      }
      case "C:" -> outgoing.writeBytes((step.text() + "\r\n").getBytes(UTF_8));
      case "C!" -> outgoing.writeBytes(bytes(step.text()));
      case "S:" -> {
        if (step.text().equals("EOF")) {
          assertThat(client.isClosedByServer()).as("the connection is closed").isTrue();
        } else {
          assertThat(client.reply()).startsWith(step.text());
        }
      }
      case "S~" -> assertThat(client.reply()).matches(Pattern.compile(step.text(), Pattern.DOTALL));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void transfer(Step step) throws IOException {
    switch (step.keyword()) {
      case "PASSIVE" -> data = step.text().equals("PASV") ? pasv() : client.passive();
      case "ACTIVE" -> listen(step.text());
      case "D>" -> {
        try (Socket socket = data()) {
          socket.getOutputStream().write(bytes(step.text()));
        }
      }
      case "D<" -> assertThat(text(received())).isEqualTo(string(step.text()));
      case "D#" -> assertThat(received()).hasSize(Integer.parseInt(step.text()));
      case "D~" -> line(Pattern.compile(step.text()));
      case "D!" -> {
        try (Socket socket = data()) {
          socket.setSoLinger(true, 0);
        }
      }
      default -> throw new IllegalArgumentException("unknown keyword " + step.keyword());
    }
  }

  private void line(Pattern wanted) throws IOException {
    if (!listing) {
      listing = true;
      String all = text(received());
      assertThat(all).endsWith("\r\n");
      listed.addAll(Arrays.asList(all.split("\r\n")));
    }
    String found =
        listed.stream()
            .filter(line -> wanted.matcher(line).matches())
            .findFirst()
            .orElseThrow(() -> new AssertionError("no such line in " + listed));
    listed.remove(found);
  }

  private Socket pasv() throws IOException {
    String reply = client.command("PASV");
    Matcher numbers =
        Pattern.compile("227 [^(]*\\(127,0,0,1,([0-9]+),([0-9]+)\\)\\.?").matcher(reply);
    assertThat(numbers.matches()).as(reply).isTrue();
    return client.connect(
        256 * Integer.parseInt(numbers.group(1)) + Integer.parseInt(numbers.group(2)));
  }

  private void listen(String verb) throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    listener.setSoTimeout(120_000);
    int port = listener.getLocalPort();
    String argument =
        verb.equals("PORT")
            ? "127,0,0,1," + port / 256 + "," + port % 256
            : "|1|127.0.0.1|" + port + "|";
    client.say(verb + " " + argument).expect(200);
  }

  /** Takes over the data connection; the caller closes it. */
  private Socket data() throws IOException {
    if (listener != null) {
      try (ServerSocket socket = listener) {
        data = socket.accept();
      }
      listener = null;
    }
    Socket taken = data;
    data = null;
    return taken;
  }

  private byte[] received() throws IOException {
    try (Socket socket = data()) {
      return socket.getInputStream().readAllBytes();
    }
  }

  private Path path(Step step) {
    return ftp.path(string(step.first()));
  }

  private static String string(String escaped) {
    return text(bytes(escaped));
  }

  /** Bytes that are not UTF-8 are kept. */
  private static String text(byte[] bytes) {
    return NameBytes.decode(bytes);
  }

  private static byte[] bytes(String escaped) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Matcher escape = ESCAPE.matcher(escaped);
    int end = 0;
    while (escape.find()) {
      out.writeBytes(escaped.substring(end, escape.start()).getBytes(UTF_8));
      out.writeBytes(meaning(escape));
      end = escape.end();
    }
    out.writeBytes(escaped.substring(end).getBytes(UTF_8));
    return out.toByteArray();
  }

  private static byte[] meaning(Matcher escape) {
    if (escape.group(1) != null) {
      return switch (escape.group(1)) {
        case "r" -> new byte[] {'\r'};
        case "n" -> new byte[] {'\n'};
        default -> new byte[] {'\\'};
      };
    }
    return escape.group(2) != null
        ? new byte[] {(byte) Integer.parseInt(escape.group(2), 16)}
        : escape.group(4).repeat(Integer.parseInt(escape.group(3))).getBytes(UTF_8);
  }

  @Override
  public void close() throws IOException {
    client.close();
    if (data != null) {
      data.close();
    }
    if (listener != null) {
      listener.close();
    }
  }
}
