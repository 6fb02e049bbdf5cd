package io.github.nioftpd;

import io.github.nioftpd.config.Limits;
import io.github.nioftpd.config.Network;
import io.github.nioftpd.login.Bans;
import io.github.nioftpd.session.ServerSettings;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts or rejects clients by address alone, and counts those connected. An IPv6 client counts by
 * its /64. Safe for use by several threads.
 */
final class ConnectionLimiter {

  private final Bans bans;
  private final AtomicInteger count = new AtomicInteger();
  private final Map<Network, Integer> perClient = new ConcurrentHashMap<>();

  ConnectionLimiter(Bans bans) {
    this.bans = bans;
  }

  /** The decision about a client. */
  sealed interface Decision {
    /** It is in, and is to leave some time. */
    record Admitted() implements Decision {}

    /** It is sent away without a word. */
    record Denied() implements Decision {}

    /** It is sent away with an explanation. */
    record Refused(String text, boolean logged) implements Decision {}
  }

  /** Lets a client in, or says why not. */
  Decision enter(InetAddress address, ServerSettings settings) {
    if (!settings.addresses().permit(address)) {
      return new Decision.Denied();
    }
    if (bans.isBanned(address, settings.bans())) {
      return new Decision.Refused(
          "Too many failed logins from your address; try again later.", false);
    }
    Optional<String> full = count(address, settings.limits());
    if (full.isPresent()) {
      leave(address);
      return new Decision.Refused(full.get(), true);
    }
    return new Decision.Admitted();
  }

  private Optional<String> count(InetAddress address, Limits limits) {
    int all = count.incrementAndGet();
    int same = perClient.merge(Network.ofClient(address), 1, Integer::sum);
    if (limits.sessions() > 0 && all > limits.sessions()) {
      return Optional.of("Too many connections; try again later.");
    }
    if (limits.sessionsPerAddress() > 0 && same > limits.sessionsPerAddress()) {
      return Optional.of("Too many connections from your address; try again later.");
    }
    return Optional.empty();
  }

  /** Stops counting a client that was accepted. */
  void leave(InetAddress address) {
    count.decrementAndGet();
    perClient.computeIfPresent(Network.ofClient(address), (key, n) -> n == 1 ? null : n - 1);
  }
}
