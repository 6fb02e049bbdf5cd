package io.github.nioftpd.test.fault;

import io.github.nioftpd.event.FtpReply;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes to the replies of PASV and EPSV; other replies stay as they are. */
final class PassiveReply {

  private static final Pattern PASV = Pattern.compile("\\((\\d+,\\d+,\\d+,\\d+),(\\d+,\\d+)\\)");
  private static final Pattern EPSV = Pattern.compile("\\(\\|\\|\\|\\d+\\|\\)");

  private PassiveReply() {}

  static Inet4Address address(String address) {
    try {
      if (address.matches("\\d+(\\.\\d+){3}")
          && InetAddress.getByName(address) instanceof Inet4Address ip) {
        return ip;
      }
    } catch (UnknownHostException e) {
      // such as 1.2.3.999
    }
    throw new IllegalArgumentException("\"" + address + "\" is not an IPv4 address");
  }

  static boolean isOne(FtpReply reply) {
    return reply.code() == 227 || reply.code() == 229;
  }

  static FtpReply withPort(FtpReply reply, int port) {
    String text = reply.lines().getLast();
    String changed =
        reply.code() == 229
            ? EPSV.matcher(text).replaceFirst("(|||" + port + "|)")
            : PASV.matcher(text).replaceFirst("($1," + (port >> 8) + "," + (port & 255) + ")");
    return FtpReply.of(reply.code(), changed);
  }

  static FtpReply withAddress(FtpReply reply, Inet4Address address) {
    if (reply.code() != 227) {
      return reply;
    }
    Matcher matcher = PASV.matcher(reply.lines().getLast());
    String host = address.getHostAddress().replace('.', ',');
    return FtpReply.of(227, matcher.replaceFirst("(" + host + ",$2)"));
  }
}
