package io.github.nioftpd.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A minimal S3 server for one small file, over HTTP on the loopback interface. It records the
 * signatures and session tokens it receives, which must not be logged. Safe for use by several
 * threads.
 */
final class TinyStore implements AutoCloseable {

  /** Requests for a name that contains this text are refused like those with a wrong signature. */
  static final String FORBIDDEN = "forbidden";

  private static final String TIME = "Mon, 23 Nov 2026 12:00:00 GMT";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Queue<String> secrets = new ConcurrentLinkedQueue<>();
  private final Queue<String> keys = new ConcurrentLinkedQueue<>();
  private volatile Answer always = new Answer(0, "");

  /** The response to every request, unless its status is 0. */
  private record Answer(int status, String code) {}

  TinyStore() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Sends this response to every request from now on. */
  void answerAlways(int status, String code) {
    always = new Answer(status, code);
  }

  /** The received secrets, which must not be logged. */
  List<String> secrets() {
    return List.copyOf(secrets);
  }

  /** The access keys of the requests, in order. */
  List<String> accessKeys() {
    return List.copyOf(keys);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getRequestHeaders();
      String authorization = String.valueOf(headers.getFirst("Authorization"));
      keys.add(authorization.replaceFirst(".*Credential=([^/]*)/.*", "$1"));
      secrets.add(authorization.replaceFirst(".*Signature=", ""));
      secrets.addAll(headers.getOrDefault("x-amz-security-token", List.of()));
      byte[] content = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      if (always.status != 0) {
        fail(exchange, always.status, always.code);
      } else if (exchange.getRequestURI().toString().contains(FORBIDDEN)) {
        fail(exchange, 403, "SignatureDoesNotMatch");
      } else {
        answer(exchange, path, content);
      }
    }
  }

  private void answer(HttpExchange exchange, String path, byte[] content) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        objects.put(path, content);
        send(exchange, 200, "");
      }
      case "DELETE" -> {
        objects.remove(path);
        send(exchange, 204, "");
      }
      default -> {
        if (query.contains("uploads")) {
          send(exchange, 200, "<ListMultipartUploadsResult/>");
        } else if (query.contains("list-type")) {
          send(exchange, 200, listing());
        } else if (!objects.containsKey(path)) {
          fail(exchange, 404, "NoSuchKey");
        } else {
          send(exchange, 200, new String(objects.get(path), UTF_8));
        }
      }
    }
  }

  private String listing() {
    StringBuilder listing = new StringBuilder("<ListBucketResult>");
    objects.forEach(
        (path, content) ->
            listing
                .append("<Contents><Key>")
                .append(path.replaceFirst("/[^/]*/", ""))
                .append("</Key><LastModified>2026-11-23T12:00:00Z</LastModified><Size>")
                .append(content.length)
                .append("</Size></Contents>"));
    return listing.append("</ListBucketResult>").toString();
  }

  private void fail(HttpExchange exchange, int status, String code) throws IOException {
    // like real stores, it repeats the received values
    String signature = secrets().getLast();
    send(
        exchange,
        status,
        "<Error><Code>"
            + code
            + "</Code><Message>No.</Message><SignatureProvided>"
            + signature
            + "</SignatureProvided></Error>");
  }

  private static void send(HttpExchange exchange, int status, String content) throws IOException {
    byte[] bytes = content.getBytes(UTF_8);
    exchange.getResponseHeaders().set("ETag", "\"0123456789abcdef0123456789abcdef\"");
    exchange.getResponseHeaders().set("Last-Modified", TIME);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
    }
    boolean bare = exchange.getRequestMethod().equals("HEAD") || bytes.length == 0;
    exchange.sendResponseHeaders(status, bare ? -1 : bytes.length);
    if (!bare) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow(); // a handler may wait for the rest of an invalid request
  }
}
