package io.github.nioftpd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.fs.NameBytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A client that sends bytes as they are and reads replies. It implements no more of FTP than tests
 * need.
 */
public final class RawClient implements AutoCloseable {

  /** The time limit of a read, generous for a busy machine. */
  private static final int TIMEOUT_MILLIS = 120_000;

  private final Socket socket;
  private final InputStream in;

  /** Connects; the greeting is not read yet. */
  public RawClient(InetSocketAddress server) throws IOException {
    this(new Socket(server.getAddress(), server.getPort()));
  }

  /** Uses an open connection, in clear or under TLS. */
  public RawClient(Socket connection) throws IOException {
    socket = connection;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects and logs in. */
  public static RawClient login(InetSocketAddress server, String user, String password)
      throws IOException {
    RawClient client = new RawClient(server);
    client.expect(220);
    client.say("USER " + user).expect(331);
    client.say("PASS " + password).expect(230);
    return client;
  }

  /** Sends bytes as they are. */
  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends text as it is, in UTF-8. */
  public void send(String text) throws IOException {
    send(NameBytes.encode(text));
  }

  /** Sends a line and reads the reply to it. */
  public String command(String line) throws IOException {
    send(line + "\r\n");
    return reply();
  }

  /** Sends a line and reads the reply to it: {@code client.say("RNFR a").expect(350)}. */
  public Answer say(String line) throws IOException {
    return new Answer(line, command(line));
  }

  /** Reads a reply and asserts its code: {@code client.expect(226)}. */
  public Answer expect(int code) throws IOException {
    return new Answer("the next reply", reply()).expect(code);
  }

  /** Reads a reply and asserts how it begins. */
  public Answer expect(String start) throws IOException {
    return new Answer("the next reply", reply()).expect(start);
  }

  /** A command and the reply to it, of one or more lines joined by LF. */
  public record Answer(String command, String reply) {

    /** Asserts the code of the reply. */
    public Answer expect(int code) {
      return expect(code + (reply.indexOf('-') == 3 ? "-" : " "));
    }

    /** Asserts how the reply begins. */
    public Answer expect(String start) {
      assertThat(reply).as(command).startsWith(start);
      return this;
    }

    /** Asserts that the reply contains a text. */
    public Answer contains(String text) {
      assertThat(reply).as(command).contains(text);
      return this;
    }
  }

  /** Reads a reply of one or more lines, joined by LF. */
  public String reply() throws IOException {
    List<String> lines = new ArrayList<>();
    String first = line();
    lines.add(first);
    if (first.length() > 3 && first.charAt(3) == '-') {
      String end = first.substring(0, 3) + " ";
      while (!lines.getLast().startsWith(end)) {
        lines.add(line());
      }
    }
    return String.join("\n", lines);
  }

  /** Reads a line without its CR LF. Bytes that are not UTF-8 are kept: see {@link NameBytes}. */
  public String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    while (b >= 0 && b != '\n') {
      line.write(b);
      b = in.read();
    }
    if (b < 0) {
      throw new EOFException("the server closed the control connection after: " + line);
    }
    String text = NameBytes.decode(line.toByteArray());
    if (!text.endsWith("\r")) {
      throw new IOException("a line without CR: " + text);
    }
    return text.substring(0, text.length() - 1);
  }

  /** Whether the server closes the control connection before a read times out. */
  public boolean isClosedByServer() {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return !(e instanceof java.net.SocketTimeoutException);
    }
  }

  /** Reads until the server closes the control connection. */
  public String rest() throws IOException {
    return new String(in.readAllBytes(), UTF_8);
  }

  /** Sends EPSV and connects to the port it names. */
  public Socket passive() throws IOException {
    return connect(passivePort());
  }

  /** Sends EPSV. */
  public int passivePort() throws IOException {
    String reply = command("EPSV");
    if (!reply.startsWith("229")) {
      throw new IOException("no passive port: " + reply);
    }
    return Integer.parseInt(reply.replaceAll(".*\\(\\|\\|\\|([0-9]+)\\|\\).*", "$1"));
  }

  /** Connects to a port of the server. */
  public Socket connect(int port) throws IOException {
    Socket data = new Socket(socket.getInetAddress(), port);
    data.setSoTimeout(TIMEOUT_MILLIS);
    return data;
  }

  /** Downloads by a command such as {@code RETR a} or {@code MLSD}, and asserts 150 and 226. */
  public byte[] download(String command) throws IOException {
    try (Socket data = passive()) {
      expect(command, "150");
      byte[] bytes = data.getInputStream().readAllBytes();
      expectReply("226");
      return bytes;
    }
  }

  /** Uploads by a command such as {@code STOR a}, and asserts 150 and 226. */
  public void upload(String command, byte[] bytes) throws IOException {
    try (Socket data = passive()) {
      expect(command, "150");
      data.getOutputStream().write(bytes);
    }
    expectReply("226");
  }

  private void expect(String command, String code) throws IOException {
    send(command + "\r\n");
    expectReply(code);
  }

  private void expectReply(String code) throws IOException {
    String reply = reply();
    if (!reply.startsWith(code)) {
      throw new IOException("expected " + code + " but got " + reply);
    }
  }

  public Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
