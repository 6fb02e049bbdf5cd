package io.github.nioftpd.server.events;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.server.config.EventsSection.WebhookSection;
import io.github.nioftpd.server.config.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTest {

  private static final Client CLIENT =
      new Client(1, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), "bob");

  /** A request received by the web service. */
  private record Got(String body, String signature) {
    JsonObject json() {
      return JsonParser.parseString(body).getAsJsonObject();
    }

    String path() {
      return json().get("path").getAsString();
    }
  }

  @TempDir private Path directory;
  private final List<Got> got = new CopyOnWriteArrayList<>();
  private HttpServer service;

  /** Starts the web service on any port, or again on its previous port. */
  private void serve(int port, IntUnaryOperator status) throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    service.createContext("/hook", exchange -> answer(exchange, status));
    service.start();
  }

  private void answer(HttpExchange exchange, IntUnaryOperator status) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    got.add(new Got(body, exchange.getRequestHeaders().getFirst("Nioftpd-Signature")));
    exchange.sendResponseHeaders(status.applyAsInt(got.size()), -1);
    exchange.close();
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.stop(0);
    }
  }

  private Webhook webhook(int port, Duration keep) throws IOException {
    URI url = URI.create("http://127.0.0.1:" + port + "/hook?token=canary");
    return new Webhook(
        "test",
        new WebhookSection(
            url,
            Optional.of(new Secret("key", "")),
            List.of("delete"),
            Duration.ofSeconds(20),
            keep),
        directory,
        Duration.ofMillis(5));
  }

  private Webhook webhook() throws IOException {
    return webhook(service.getAddress().getPort(), Duration.ofHours(1));
  }

  private static EventJson deleted(String path) {
    return EventJson.of(EventPaths.deleted(CLIENT, path), Instant.EPOCH);
  }

  private long files(String folder) {
    try (Stream<Path> files = Files.list(directory.resolve(folder))) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void eventsArriveInTheirOrderWithAnIdAndASignature() throws IOException {
    serve(0, count -> 204);
    try (Webhook webhook = webhook()) {
      for (int i = 0; i < 20; i++) {
        webhook.tell(deleted("/" + i));
      }
      ProgramHookTest.until(() -> got.size() == 20 && files("test") == 0);
    }
    for (int i = 0; i < 20; i++) {
      assertThat(got.get(i).path()).isEqualTo("/" + i);
    }
    assertThat(got.stream().map(request -> request.json().get("id")).distinct()).hasSize(20);
    String[] parts = got.getFirst().signature().split("[=,]");
    assertThat(parts[3]).isEqualTo(Webhook.signature("key", parts[1], got.getFirst().body()));
  }

  @Test
  void theSignatureIsThatOfRfc2104() {
    // echo -n '1700000000.{}' | openssl dgst -sha256 -hmac key
    assertThat(Webhook.signature("key", "1700000000", "{}"))
        .isEqualTo("9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae");
  }

  @Test
  void aFailureIsRetriedWithTheSameId() throws IOException {
    serve(0, count -> count < 4 ? 503 : 200);
    try (Webhook webhook = webhook()) {
      webhook.tell(deleted("/a"));
      webhook.tell(deleted("/b"));
      ProgramHookTest.until(() -> got.size() == 5 && files("test") == 0);
    }
    assertThat(got.stream().map(Got::path)).containsExactly("/a", "/a", "/a", "/a", "/b");
    assertThat(got.subList(0, 4).stream().map(request -> request.json().get("id")).distinct())
        .hasSize(1);
  }

  @Test
  void unsentEventsAreSentByTheNextProcess() throws IOException {
    serve(0, count -> 200);
    int port = service.getAddress().getPort();
    service.stop(0);
    try (Webhook webhook = webhook(port, Duration.ofHours(1))) {
      webhook.tell(deleted("/a"));
      webhook.tell(deleted("/b"));
    }
    assertThat(files("test")).isEqualTo(2);
    serve(port, count -> 200);
    try (Webhook webhook = webhook(port, Duration.ofHours(1))) {
      webhook.tell(deleted("/c"));
      ProgramHookTest.until(() -> got.size() == 3 && files("test") == 0);
    }
    assertThat(got.stream().map(Got::path)).containsExactly("/a", "/b", "/c");
  }

  @Test
  void permanentlyRejectedEventsAreSetAsideAndTheNextIsSent() throws IOException {
    serve(0, count -> count == 1 ? 422 : 200);
    try (Webhook webhook = webhook()) {
      webhook.tell(deleted("/a"));
      webhook.tell(deleted("/b"));
      ProgramHookTest.until(() -> got.size() == 2 && files("test") == 0);
    }
    assertThat(files("test/failed")).isEqualTo(1);
  }

  @Test
  void messageFilesAreReadableByTheirOwnerOnly() throws IOException {
    Outbox outbox = new Outbox(directory.resolve("own"));
    assertThat(outbox.add("{}")).isTrue();
    try (Stream<Path> files = Files.list(directory.resolve("own"))) {
      assertThat(files.filter(Files::isRegularFile))
          .singleElement()
          .satisfies(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE));
    }
  }

  @Test
  void expiredEventsAreSetAside() throws IOException {
    serve(0, count -> 500);
    try (Webhook webhook = webhook(service.getAddress().getPort(), Duration.ofMillis(100))) {
      webhook.tell(deleted("/a"));
      ProgramHookTest.until(() -> files("test/failed") == 1);
    }
  }

  @Test
  void theStatusDecidesAVeto() throws IOException {
    serve(0, count -> count == 1 ? 200 : 403);
    try (Webhook webhook = webhook()) {
      assertThat(webhook.permits(deleted("/a"))).isTrue();
      assertThat(webhook.permits(deleted("/a"))).isFalse();
      service.stop(0);
      assertThat(webhook.permits(deleted("/a"))).isFalse();
    }
    assertThat(files("test")).isZero();
  }

  /** Sends an endless response body to one request, byte by byte or in large blocks. */
  private static Thread answer(ServerSocket service, boolean bytewise) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (Socket client = service.accept()) {
                OutputStream out = client.getOutputStream();
                out.write(
                    "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".getBytes(US_ASCII));
                byte[] part = new byte[bytewise ? 1 : 10_000];
                while (true) { // until the connection is closed
                  out.write(part);
                  LockSupport.parkNanos(bytewise ? 20_000_000 : 0);
                }
              } catch (IOException e) {
                // closed, as expected
              }
            });
  }

  private Webhook impatient(ServerSocket service) throws IOException {
    URI url = URI.create("http://127.0.0.1:" + service.getLocalPort());
    Duration timeout = Duration.ofMillis(500);
    return new Webhook(
        "test",
        new WebhookSection(url, Optional.empty(), List.of(), timeout, Duration.ofHours(1)),
        directory,
        Duration.ofMillis(5));
  }

  @Test
  void anEndlessBodyIsAborted() throws Exception {
    try (ServerSocket service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Webhook webhook = impatient(service)) {
      Thread slow = answer(service, true);
      assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> assertThat(webhook.permits(deleted("/a"))).isFalse());
      assertThat(slow.join(Duration.ofSeconds(20))).as("the connection is closed").isTrue();
    }
  }

  @Test
  void onlyTheBeginningOfALargeBodyIsRead() throws Exception {
    try (ServerSocket service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Webhook webhook = impatient(service)) {
      Thread large = answer(service, false);
      assertThat(webhook.permits(deleted("/a"))).isTrue();
      assertThat(large.join(Duration.ofSeconds(20))).as("the connection is closed").isTrue();
    }
  }

  @Test
  void theSettingsHideTheirSecrets() throws IOException {
    WebhookSection settings =
        new WebhookSection(
            URI.create("https://h/?t=canary"),
            Optional.of(new Secret("canary", "")),
            List.of(),
            Duration.ofSeconds(1),
            Duration.ofDays(1));
    assertThat(settings.toString()).doesNotContain("canary");
  }
}
