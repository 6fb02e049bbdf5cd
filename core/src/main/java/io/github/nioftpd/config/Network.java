package io.github.nioftpd.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A network of addresses in the notation of RFC 4632 and RFC 4291, such as {@code 10.0.0.0/8} or
 * {@code 2001:db8::/32}; an address without a length is a network of one address.
 *
 * @param address any address of the network
 * @param prefix the number of leading bits that all its addresses share, 0 to 32 or 128
 */
public record Network(InetAddress address, int prefix) {

  /** What InetAddress takes for a literal; a name must never reach it, it would be looked up. */
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if it is negative or longer than the address
   */
  public Network {
    if (prefix < 0 || prefix > 8 * address.getAddress().length) {
      throw new IllegalArgumentException(
          "the length of a network is 0 to " + 8 * address.getAddress().length + ", not " + prefix);
    }
  }

  /**
   * Parses a network. Never resolves a name.
   *
   * @param text an address, or an address, a slash and a length
   * @return the network
   * @throws IllegalArgumentException if the text is not a network
   */
  public static Network parse(String text) {
    String[] parts = text.strip().split("/", 2);
    InetAddress address = literal(parts[0]);
    if (parts.length == 1) {
      return new Network(address, 8 * address.getAddress().length);
    }
    if (!parts[1].matches("[0-9]{1,3}")) {
      throw malformed(text);
    }
    return new Network(address, Integer.parseInt(parts[1]));
  }

  private static InetAddress literal(String text) {
    if (!LITERAL.matcher(text).matches()) {
      throw malformed(text);
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw malformed(text);
    }
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "a network is an address such as 192.0.2.7, or one with a length such as 10.0.0.0/8, not "
            + text);
  }

  /**
   * {@return whether an address belongs to the network}
   *
   * @param other an address of either protocol
   */
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] its = other.getAddress();
    if (mine.length != its.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit & 7);
      if ((mine[bit >> 3] & mask) != (its[bit >> 3] & mask)) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return the network that counts as one client: an IPv4 address, or the /64 of an IPv6 address,
   * in which one host may have any number of addresses}
   *
   * @param client the address of a client
   */
  public static Network ofClient(InetAddress client) {
    byte[] bytes = client.getAddress();
    if (bytes.length == 4) {
      return new Network(client, 32);
    }
    Arrays.fill(bytes, 8, 16, (byte) 0);
    try {
      return new Network(InetAddress.getByAddress(bytes), 64);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // sixteen bytes are an address
    }
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefix;
  }
}
