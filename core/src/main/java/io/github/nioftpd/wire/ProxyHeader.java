package io.github.nioftpd.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The header of the PROXY protocol, version 1 or 2, with which a proxy says whose connection it
 * passes on. Not one byte behind it is read.
 *
 * @param source the client's end of its connection with the proxy
 * @param destination the end that the client has reached
 */
public record ProxyHeader(InetSocketAddress source, InetSocketAddress destination) {

  /** The longest header of version 1, with its CR LF. */
  private static final int LONGEST_TEXT = 107;

  /** The most bytes after the fixed part of version 2; the addresses need 36. */
  private static final int LONGEST_REST = 4096;

  private static final byte[] SIGNATURE =
      "\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII);

  private static final String V4 = "([0-9]{1,3}(?:\\.[0-9]{1,3}){3})";
  private static final String V6 = "([0-9A-Fa-f:.]{2,45})";
  private static final String PORTS = " ([0-9]{1,5}) ([0-9]{1,5})";
  private static final Pattern TEXT =
      Pattern.compile(
          "PROXY (?:UNKNOWN(?: .*)?|TCP4 "
              + V4
              + " "
              + V4
              + PORTS
              + "|TCP6 "
              + V6
              + " "
              + V6
              + PORTS
              + ")");

  private static final int CRC32C_TLV = 3;

  /**
   * Reads a header.
   *
   * @return the addresses, or empty when the proxy speaks for itself (LOCAL, UNKNOWN)
   * @throws ProtocolException when there is something else
   */
  public static Optional<ProxyHeader> read(InputStream in) throws IOException {
    int first = in.read();
    return switch (first) {
      case 'P' -> text(in);
      case '\r' -> binary(in);
      case -1 -> throw new EOFException("no PROXY header");
      default -> throw new ProtocolException("no PROXY header");
    };
  }

  private static Optional<ProxyHeader> text(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder("P");
    while (line.length() < LONGEST_TEXT && (line.length() < 2 || !isEnd(line))) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("a PROXY header without an end");
      }
      line.append((char) next);
    }
    Matcher matcher = TEXT.matcher(line.substring(0, line.length() - 2));
    if (!isEnd(line) || !matcher.matches()) {
      throw new ProtocolException("a malformed PROXY header");
    }
    int group = matcher.group(1) != null ? 1 : 5;
    if (matcher.group(group) == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ProxyHeader(
            address(matcher.group(group), matcher.group(group + 2)),
            address(matcher.group(group + 1), matcher.group(group + 3))));
  }

  private static boolean isEnd(StringBuilder line) {
    return line.charAt(line.length() - 2) == '\r' && line.charAt(line.length() - 1) == '\n';
  }

  /** The pattern lets no name pass, which would be looked up. */
  private static InetSocketAddress address(String host, String port) throws ProtocolException {
    int number = Integer.parseInt(port);
    try {
      if (number <= 65_535 && (host.contains(":") || host.contains("."))) {
        return new InetSocketAddress(InetAddress.getByName(host), number);
      }
    } catch (UnknownHostException e) {
      // told below
    }
    throw new ProtocolException("a malformed address in a PROXY header");
  }

  private static Optional<ProxyHeader> binary(InputStream in) throws IOException {
    byte[] fixed = new byte[16];
    fixed[0] = '\r';
    fill(in, fixed, 1);
    ByteBuffer header = ByteBuffer.wrap(fixed, 12, 4);
    int command = header.get();
    int family = header.get();
    int length = header.getShort() & 0xFFFF;
    boolean known = command == 0x20 || command == 0x21;
    if (!Arrays.equals(fixed, 0, 12, SIGNATURE, 0, 12) || !known || length > LONGEST_REST) {
      throw new ProtocolException("a malformed PROXY header");
    }
    byte[] rest = new byte[length];
    fill(in, rest, 0);
    int size = family == 0x11 ? 4 : family == 0x21 ? 16 : 0;
    if (size > 0) {
      check(fixed, rest, 2 * size + 4);
    }
    if (command == 0x20 || family == 0) {
      return Optional.empty();
    }
    if (size == 0) {
      throw new ProtocolException("a PROXY header for something else than TCP");
    }
    ByteBuffer addresses = ByteBuffer.wrap(rest);
    byte[] source = new byte[size];
    byte[] destination = new byte[size];
    addresses.get(source).get(destination);
    return Optional.of(
        new ProxyHeader(
            new InetSocketAddress(InetAddress.getByAddress(source), addresses.getShort() & 0xFFFF),
            new InetSocketAddress(
                InetAddress.getByAddress(destination), addresses.getShort() & 0xFFFF)));
  }

  private static void fill(InputStream in, byte[] target, int from) throws IOException {
    if (in.readNBytes(target, from, target.length - from) < target.length - from) {
      throw new EOFException("a PROXY header without an end");
    }
  }

  /** Checks the fields after the addresses; a checksum among them must be right. */
  private static void check(byte[] fixed, byte[] rest, int from) throws ProtocolException {
    int at = from;
    while (at + 3 <= rest.length) {
      int length = ((rest[at + 1] & 0xFF) << 8) | (rest[at + 2] & 0xFF);
      if (at + 3 + length > rest.length) {
        break;
      }
      if (rest[at] == CRC32C_TLV && length == 4) {
        int expected = ByteBuffer.wrap(rest).getInt(at + 3);
        Arrays.fill(rest, at + 3, at + 7, (byte) 0);
        CRC32C sum = new CRC32C();
        sum.update(fixed);
        sum.update(rest);
        if ((int) sum.getValue() != expected) {
          throw new ProtocolException("a PROXY header with a wrong checksum");
        }
      }
      at += 3 + length;
    }
    if (at != rest.length) {
      throw new ProtocolException("a malformed PROXY header");
    }
  }
}
