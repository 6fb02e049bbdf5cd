package io.github.nioftpd.fs.vfs.webdav;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.fs.vfs.common.RemoteOptions;
import io.github.nioftpd.fs.vfs.webdav.HttpServers.HttpServer;
import io.github.nioftpd.fs.vfs.webdav.HttpServers.WebdavServer;
import java.util.Map;
import org.apache.commons.vfs2.FileSystem;
import org.apache.commons.vfs2.impl.DefaultFileSystemManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that run at the same time must not find the connection of each other. */
final class HttpContextTest {

  /** Nothing is sent: the server is asked for its files only. */
  private static FileSystem server(DefaultFileSystemManager manager, String scheme)
      throws Exception {
    RemoteOptions options =
        HttpOptions.read(scheme, new io.github.nioftpd.fs.Settings("vfs", Map.of()));
    manager.addProvider(scheme, options.provider().orElseThrow());
    manager.init();
    return manager.resolveFile(scheme + "://user@localhost:9/d", options.vfs()).getFileSystem();
  }

  @ParameterizedTest
  @ValueSource(strings = {"webdav4", "webdav4s"})
  void eachRequestToAServerOfWebdavHasAContext(String scheme) throws Exception {
    try (DefaultFileSystemManager manager = new DefaultFileSystemManager()) {
      WebdavServer server = (WebdavServer) server(manager, scheme);
      var first = server.getHttpClientContext();
      var second = server.getHttpClientContext();
      assertThat(first).isNotSameAs(second);
      assertThat(first.getCredentialsProvider()).isSameAs(second.getCredentialsProvider());
      assertThat(first.getAuthCache()).isNotNull().isSameAs(second.getAuthCache());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void eachRequestToAServerOfHttpHasAContext(String scheme) throws Exception {
    try (DefaultFileSystemManager manager = new DefaultFileSystemManager()) {
      HttpServer server = (HttpServer) server(manager, scheme);
      var first = server.getHttpClientContext();
      var second = server.getHttpClientContext();
      assertThat(first).isNotSameAs(second);
      assertThat(first.getCredentialsProvider()).isSameAs(second.getCredentialsProvider());
      assertThat(first.getAuthCache()).isNotNull().isSameAs(second.getAuthCache());
    }
  }
}
