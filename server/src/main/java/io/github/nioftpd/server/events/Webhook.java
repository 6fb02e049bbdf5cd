package io.github.nioftpd.server.events;

import io.github.nioftpd.event.LogText;
import io.github.nioftpd.server.config.EventsSection.WebhookSection;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A web service that receives events in order, each at least once: a POST of one JSON object with
 * an {@code id}, by which a repeat can be told, and with a signature of the time and the body.
 *
 * <p>An event is on the disk before the client hears of what it tells; a thread of its own sends
 * it, and tries again when that fails, so that a slow service holds up no session. Safe for use by
 * several threads.
 */
final class Webhook implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd.events");

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** Statuses for which a retry is useless. */
  private static final Set<Integer> HOPELESS = Set.of(400, 410, 413, 414, 415, 422);

  private final String name;
  private final WebhookSection settings;
  private final Duration firstPause;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong lost = new AtomicLong();
  private final Outbox outbox;
  private final Thread sender;

  /**
   * Begins to send what waits.
   *
   * @param name the webhook's name in the log and of its directory
   * @param directory where outboxes are
   * @param firstPause how long to wait after the first failure; doubled after each further one
   */
  Webhook(String name, WebhookSection settings, Path directory, Duration firstPause)
      throws IOException {
    this.name = name;
    this.settings = settings;
    this.firstPause = firstPause;
    this.outbox = new Outbox(directory.resolve(name));
    this.sender = Thread.ofPlatform().daemon().name("nioftpd-webhook-" + name).start(this::send);
  }

  boolean wants(String event) {
    return settings.events().contains(event);
  }

  /** Writes an event into the outbox. A failure is logged: it must not undo what has happened. */
  void tell(EventJson notice) {
    try {
      if (!outbox.add(notice.with("id", UUID.randomUUID().toString()).toJson())) {
        lost("the outbox is full");
      }
    } catch (IOException e) {
      lost("cannot write to the outbox: " + e);
    }
  }

  private void lost(String reason) {
    if (Long.bitCount(lost.incrementAndGet()) == 1) {
      LOG.error("{} events lost for webhook {}: {}", lost, name, reason);
    }
  }

  /** Asks now and says whether the answer was of class 2xx. */
  boolean permits(EventJson notice) {
    try {
      String body = notice.with("id", UUID.randomUUID().toString()).toJson();
      return post(body, 1) / 100 == 2;
    } catch (IOException e) {
      LOG.warn("cannot reach webhook {}, action refused: {}", name, reason(e));
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void send() {
    try {
      while (true) {
        send(outbox.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void send(Path file) throws InterruptedException {
    Duration pause = firstPause;
    for (int attempt = 1; !isDone(file, attempt); attempt++) {
      if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new InterruptedException();
      }
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  /** Tries to send a message, and says whether it is dealt with. */
  private boolean isDone(Path file, int attempt) throws InterruptedException {
    try {
      Optional<String> body = outbox.read(file);
      if (body.isEmpty()) {
        return true;
      }
      int status = post(body.get(), attempt);
      if (status / 100 == 2) {
        outbox.remove(file);
        return true;
      }
      return isGivenUp(file, attempt, "status " + status, HOPELESS.contains(status));
    } catch (IOException e) {
      return isGivenUp(file, attempt, reason(e), false);
    }
  }

  private boolean isGivenUp(Path file, int attempt, String reason, boolean hopeless) {
    try {
      if (hopeless || isTooOld(file)) {
        outbox.setAside(file);
        LOG.error(
            "webhook {}: cannot deliver {}: {}; the message is kept in the directory \"failed\"",
            name,
            file.getFileName(),
            reason);
        return true;
      }
    } catch (IOException e) {
      LOG.error("webhook {}: cannot use the outbox: {}", name, e.toString());
      return false;
    }
    if (Integer.bitCount(attempt) == 1) {
      LOG.warn("webhook {}: delivery failed and will be retried: {}", name, reason);
    }
    return false;
  }

  private boolean isTooOld(Path file) throws IOException {
    Instant written = Files.getLastModifiedTime(file).toInstant();
    return written.plus(settings.keep()).isBefore(Instant.now());
  }

  private int post(String body, int attempt) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .header("Content-Type", "application/json")
            .header("User-Agent", "nioftpd")
            .header("Nioftpd-Attempt", String.valueOf(attempt))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (settings.secret().isPresent()) {
      String time = String.valueOf(Instant.now().getEpochSecond());
      String signature = signature(settings.secret().get().value(), time, body);
      request.header("Nioftpd-Signature", "t=" + time + ",v1=" + signature);
    }
    return send(request.build());
  }

  /**
   * Sends a request and waits for the end of the response. One time limit covers all of it: that of
   * {@code HttpRequest} ends with the headers.
   */
  private int send(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> response =
        client.sendAsync(request, head -> new Discarded());
    try {
      return response.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS).statusCode();
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no complete response within the time limit");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } finally {
      response.cancel(true); // closes the connection of a response that has not ended
    }
  }

  /** HMAC-SHA256 of the time, a full stop and the body, in hexadecimal. */
  static String signature(String secret, String time, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] sum = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** A URL may hold a token, and so is never shown. */
  private static String reason(IOException e) {
    return LogText.escape(e.getClass().getSimpleName());
  }

  /** Stops sending; what waits stays on the disk for the next start. */
  @Override
  public void close() {
    closed.countDown();
    sender.interrupt();
    client.shutdownNow();
  }
}
