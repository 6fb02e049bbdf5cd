package io.github.nioftpd.data;

import io.github.nioftpd.config.PassivePorts;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients that got a passive address and did not connect to it, by network. If this repeats, a log
 * line explains which setting to change. Safe for use by several threads.
 */
final class MissedPassiveConnections {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  /** How often in a row it happens before it is told; then at twice as many, and so on. */
  private static final int MANY = 3;

  private static final int MOST_NETWORKS = 1_000;

  /** A /24 of IPv4 or a /64 of IPv6, as text, and the address its clients were given. */
  private record Given(String network, InetAddress address) {}

  private final PassivePorts ports;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Given, Integer> counts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Given, Integer> eldest) {
          return size() > MOST_NETWORKS;
        }
      };

  MissedPassiveConnections(PassivePorts ports) {
    this.ports = ports;
  }

  void came(InetAddress client, InetAddress given) {
    lock.lock();
    try {
      counts.remove(new Given(network(client), given));
    } finally {
      lock.unlock();
    }
  }

  void missed(InetAddress client, InetAddress given) {
    Given key = new Given(network(client), given);
    int count;
    lock.lock();
    try {
      count = counts.merge(key, 1, Integer::sum);
    } finally {
      lock.unlock();
    }
    if (count >= MANY && count % MANY == 0 && Integer.bitCount(count / MANY) == 1) {
      LOG.warn(
          "clients from {} did not connect to the passive address {}, {} times in a row: {}",
          key.network,
          given.getHostAddress(),
          count,
          advice(client, given));
    }
  }

  private String advice(InetAddress client, InetAddress given) {
    if (isPrivate(given) && !isPrivate(client)) {
      return "that address is private and means nothing to them; set the advertised address of the"
          + " passive ports (--nat-address) to the one they reach this server by";
    }
    String firewall =
        ports.first() == 0
            ? "set a range of passive ports (--range) and let the firewall pass it"
            : "let the firewall pass the ports " + ports.first() + " to " + ports.last();
    return firewall + ", and if they reach this server by another address, set it (--nat-address)";
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
    boolean unique = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    return shared
        || unique
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isLoopbackAddress();
  }

  private static String network(InetAddress client) {
    byte[] bytes = client.getAddress();
    int kept = client instanceof Inet4Address ? 3 : 8;
    Arrays.fill(bytes, kept, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + 8 * kept;
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // only for another length
    }
  }
}
