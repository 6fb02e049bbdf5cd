package io.github.nioftpd.server.logs;

import io.github.nioftpd.server.config.LogSection.SyslogFormat;
import io.github.nioftpd.server.config.LogSection.SyslogSection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** Syslog over UDP: a datagram for each line, in the layout of RFC 5424 or RFC 3164. */
final class SyslogSink implements Sink {

  /** RFC 5424, 6.1 asks receivers to take 2048 octets; longer ones may be cut. */
  private static final int MOST = 2048;

  private static final DateTimeFormatter NEW =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter OLD =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private final SyslogSection settings;
  private final DatagramChannel channel;
  private final String host = hostName();
  private final long pid = ProcessHandle.current().pid();

  /**
   * Opens a socket.
   *
   * @param settings where syslog is and how it is spoken to
   * @throws IOException when there are no sockets left
   */
  SyslogSink(SyslogSection settings) throws IOException {
    this.settings = settings;
    this.channel = DatagramChannel.open();
  }

  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return name.matches("[!-~]{1,255}") ? name : "-";
    } catch (UnknownHostException e) {
      return "-";
    }
  }

  @Override
  public void write(Line line) throws IOException {
    InetSocketAddress to = settings.address();
    byte[] bytes =
        (header(line) + line.text().replaceAll("\\R\\s*", " | ")).getBytes(StandardCharsets.UTF_8);
    byte[] cut = bytes.length > MOST ? Arrays.copyOf(bytes, end(bytes)) : bytes;
    channel.send(ByteBuffer.wrap(cut), to);
  }

  /** Where to cut so that no character is cut in two. */
  private static int end(byte[] bytes) {
    int end = MOST;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return end;
  }

  private String header(Line line) {
    String priority = "<" + (settings.facility().number() * 8 + line.severity()) + ">";
    if (settings.protocol() == SyslogFormat.RFC3164) {
      String time = OLD.format(line.time());
      return priority + time + " " + host + " " + settings.name() + "[" + pid + "]: ";
    }
    String time = NEW.format(line.time());
    return priority + "1 " + time + " " + host + " " + settings.name() + " " + pid + " - - ";
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
