package io.github.nioftpd.wire;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of data connections on the wire: PORT and PASV (RFC 959), EPRT and EPSV (RFC 2428).
 */
public final class HostPort {

  private static final Pattern SIX_NUMBERS =
      Pattern.compile("(\\d{1,3})" + " *, *(\\d{1,3})".repeat(5));
  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern IPV6 =
      Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:%[0-9A-Za-z_.-]{1,15})?");

  private HostPort() {}

  /**
   * An address as EPRT gives it, not yet looked at.
   *
   * @param protocol 1 for IPv4, 2 for IPv6, or an unassigned number
   * @param host the address as text
   * @param port 0 to 65535
   */
  public record Extended(int protocol, String host, int port) {

    /**
     * The address, without asking a name server.
     *
     * @throws MalformedArgumentException when the host is not an address of the protocol
     */
    public InetSocketAddress resolve() {
      return new InetSocketAddress(protocol == 1 ? ipv4(host) : ipv6(host), port);
    }
  }

  /**
   * Parses the argument of PORT.
   *
   * @throws MalformedArgumentException when it is not six numbers from 0 to 255
   */
  public static InetSocketAddress parsePort(String text) {
    Matcher six = SIX_NUMBERS.matcher(text.strip());
    if (!six.matches()) {
      throw new MalformedArgumentException("not six numbers");
    }
    InetAddress host = address(bytes(six, 4));
    return new InetSocketAddress(host, 256 * number(six.group(5)) + number(six.group(6)));
  }

  /**
   * Parses the argument of EPRT. The first character is the delimiter, whichever it is.
   *
   * @param text for example {@code |2|::1|40000|}
   * @throws MalformedArgumentException when there are not three, or a number is none
   */
  public static Extended parseExtended(String text) {
    if (text.isEmpty()) {
      throw new MalformedArgumentException("no delimiter");
    }
    String[] fields = text.split(Pattern.quote(text.substring(0, 1)), -1);
    if (fields.length != 5 || !fields[0].isEmpty() || !fields[4].isEmpty()) {
      throw new MalformedArgumentException("not three fields");
    }
    if (!fields[1].matches("\\d{1,5}") || !fields[3].matches("\\d{1,5}")) {
      throw new MalformedArgumentException("not a number");
    }
    int port = Integer.parseInt(fields[3]);
    if (port > 65_535) {
      throw new MalformedArgumentException("not a port");
    }
    return new Extended(Integer.parseInt(fields[1]), fields[2], port);
  }

  /**
   * Formats the address of a reply to PASV.
   *
   * @param port 1 to 65535
   */
  public static String format(Inet4Address host, int port) {
    return host.getHostAddress().replace('.', ',') + "," + port / 256 + "," + port % 256;
  }

  private static InetAddress ipv4(String text) {
    Matcher four = IPV4.matcher(text);
    if (!four.matches()) {
      throw new MalformedArgumentException("not an IPv4 address");
    }
    return address(bytes(four, 4));
  }

  /** The zone of an address means something on the client's machine only. */
  private static InetAddress ipv6(String text) {
    Matcher address = IPV6.matcher(text);
    if (!address.matches() || !text.contains(":")) {
      throw new MalformedArgumentException("not an IPv6 address");
    }
    try {
      // a literal in brackets is never looked up
      return InetAddress.getByName("[" + address.group(1) + "]");
    } catch (UnknownHostException e) {
      throw new MalformedArgumentException("not an IPv6 address", e);
    }
  }

  private static byte[] bytes(Matcher groups, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) number(groups.group(i + 1));
    }
    return bytes;
  }

  private static int number(String digits) {
    int number = Integer.parseInt(digits);
    if (number > 255) {
      throw new MalformedArgumentException("not a number from 0 to 255");
    }
    return number;
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
