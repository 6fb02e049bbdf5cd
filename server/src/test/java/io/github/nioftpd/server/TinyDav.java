package io.github.nioftpd.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * One directory of files over HTTP and WebDAV on the loopback interface, in memory. Safe for use by
 * several threads.
 */
final class TinyDav implements AutoCloseable {

  private static final String TIME = "Mon, 23 Nov 2026 12:00:00 GMT";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SortedMap<String, byte[]> files = new ConcurrentSkipListMap<>();

  /** Starts the server, under TLS if there is a context. */
  TinyDav(Optional<SSLContext> tls) throws IOException, GeneralSecurityException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    if (tls.isPresent()) {
      HttpsServer https = HttpsServer.create(anyPort, 0);
      https.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
      server = https;
    } else {
      server = HttpServer.create(anyPort, 0);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Adds a file; the path begins with a slash. */
  void put(String path, byte[] content) {
    files.put(path, content);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] content = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      switch (exchange.getRequestMethod()) {
        case "OPTIONS" -> send(exchange, 200, new byte[0]);
        case "PROPFIND" -> properties(exchange, path);
        case "PUT" -> {
          files.put(path, content);
          send(exchange, 201, new byte[0]);
        }
        case "DELETE" -> send(exchange, files.remove(path) == null ? 404 : 204, new byte[0]);
        default -> send(exchange, exists(path) ? 200 : 404, files.getOrDefault(path, new byte[0]));
      }
    }
  }

  private boolean exists(String path) {
    return path.equals("/") || files.containsKey(path);
  }

  private void properties(HttpExchange exchange, String path) throws IOException {
    if (!exists(path)) {
      send(exchange, 404, new byte[0]);
      return;
    }
    StringBuilder answer = new StringBuilder("<d:multistatus xmlns:d=\"DAV:\">");
    answer.append(properties(path));
    if (path.equals("/") && !"0".equals(exchange.getRequestHeaders().getFirst("Depth"))) {
      files.keySet().forEach(file -> answer.append(properties(file)));
    }
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    send(exchange, 207, answer.append("</d:multistatus>").toString().getBytes(UTF_8));
  }

  private String properties(String path) {
    String kind =
        path.equals("/")
            ? "<d:resourcetype><d:collection/></d:resourcetype>"
            : "<d:resourcetype/><d:getcontentlength>%d</d:getcontentlength>"
                .formatted(files.get(path).length);
    return """
    <d:response><d:href>%s</d:href><d:propstat>
    <d:prop>%s<d:getlastmodified>%s</d:getlastmodified></d:prop>
    <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>
    """
        .formatted(path, kind, TIME);
  }

  private static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
    exchange.getResponseHeaders().set("DAV", "1");
    exchange.getResponseHeaders().set("Last-Modified", TIME);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
      exchange.getResponseBody().write(content);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
