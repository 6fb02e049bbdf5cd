package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that fails says nothing of a file: it is not missing. */
final class ServerErrorsTest {

  private static final String ROOT =
      """
      <?xml version="1.0"?><D:multistatus xmlns:D="DAV:"><D:response><D:href>/d/</D:href><D:propstat>
      <D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop>
      <D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>
      """;

  private static final int NO_ANSWER = 0;

  private HttpServer server;
  private volatile int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            if (status == NO_ANSWER) {
              return;
            }
            boolean root = exchange.getRequestURI().getPath().matches("/d/?");
            byte[] body =
                exchange.getRequestMethod().equals("PROPFIND") && root
                    ? ROOT.getBytes()
                    : new byte[0];
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(
                root ? (body.length > 0 ? 207 : 200) : status, body.length > 0 ? body.length : -1);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private VfsFileSystem open(String scheme) throws IOException {
    return VfsFileSystem.open(
        scheme + "://localhost:" + server.getAddress().getPort() + "/d/", Map.of());
  }

  private static void assertTemporary(VfsFileSystem files) {
    assertThatThrownBy(() -> Files.size(files.getPath("/a")))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(FileSystemException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "webdav4"})
  void aServerThatFailsHasTheFileAllTheSame(String scheme) throws IOException {
    try (VfsFileSystem files = open(scheme)) {
      for (int failure : new int[] {401, 408, 425, 429, 500, 502, 503, 504, 599}) {
        status = failure;
        assertTemporary(files);
      }
      status = 404;
      assertThatThrownBy(() -> Files.size(files.getPath("/a")))
          .isInstanceOf(NoSuchFileException.class);
      status = 403;
      assertThatThrownBy(() -> Files.size(files.getPath("/a")))
          .isInstanceOf(FileSystemException.class);
      status = 503;
      Lookups.assertAnswered(files, "451");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "webdav4"})
  void aServerThatIsAwayHasTheFileAllTheSame(String scheme) throws IOException {
    try (VfsFileSystem files = open(scheme)) {
      status = NO_ANSWER;
      assertTemporary(files);
      server.stop(0);
      assertTemporary(files);
      Lookups.assertAnswered(files, "451");
    }
  }
}
