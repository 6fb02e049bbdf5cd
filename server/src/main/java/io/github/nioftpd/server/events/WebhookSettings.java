package io.github.nioftpd.server.events;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * A web service that is told of events by POST.
 *
 * @param name what its outbox and the log call it: letters, digits and hyphens
 * @param url where it is, http or https
 * @param secret the key of the signature, or empty for none; {@code toString} hides it
 * @param events the names of events and of questions; a question is answered by the status, 2xx for
 *     yes
 * @param timeout how long one request may take; for a question, a timeout is a no
 * @param keep how long an event that cannot be delivered is tried again
 */
public record WebhookSettings(
    String name, URI url, String secret, Set<String> events, Duration timeout, Duration keep) {

  /** How long a request may take unless something else is said. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** How long an event is kept unless something else is said. */
  public static final Duration KEEP = Duration.ofDays(3);

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException when the name or the URL will not do, or a time is not
   *     positive
   */
  public WebhookSettings {
    events = Set.copyOf(events);
    if (!name.matches("[A-Za-z0-9-]{1,40}")) {
      throw new IllegalArgumentException(
          "the name of a webhook has 1 to 40 letters, digits and hyphens, unlike " + name);
    }
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "the URL of a webhook begins with https:// or http:// and a host");
    }
    if (!timeout.isPositive() || !keep.isPositive()) {
      throw new IllegalArgumentException("the times of a webhook are more than 0");
    }
  }

  @Override
  public String toString() {
    return "WebhookSettings[name=" + name + ", secret=****, events=" + events + "]";
  }
}
