package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.spi.Settings;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.provider.FileProvider;
import org.apache.commons.vfs2.provider.http4.Http4FileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.http5.Http5FileProvider;
import org.apache.commons.vfs2.provider.http5.Http5FileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.http5s.Http5sFileProvider;
import org.apache.commons.vfs2.provider.webdav4.Webdav4FileProvider;
import org.apache.commons.vfs2.provider.webdav4.Webdav4FileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.webdav4s.Webdav4sFileProvider;

/** The settings of a location whose scheme is one of http and WebDAV. */
final class HttpOptions {

  private static final int CONNECTIONS = 8;
  private static final int MOST_CONNECTIONS = 64;
  private static final String AGENT = "nioftpd";

  private HttpOptions() {}

  static RemoteOptions read(String scheme, Settings settings) {
    FileSystemOptions options = new FileSystemOptions();
    Duration timeout = RemoteOptions.timeout(settings);
    int connections = settings.number("connections", 2, MOST_CONNECTIONS, CONNECTIONS);
    RemoteOptions.password(options, settings);
    FileProvider provider =
        switch (scheme) {
          case "http" -> new Http5FileProvider();
          case "https" -> new CheckedHttp(Trust.read(settings).context());
          case "webdav4" -> new Webdav4FileProvider();
          default -> new CheckedWebdav(Trust.read(settings).context());
        };
    if (scheme.startsWith("webdav4")) {
      webdav(options, timeout, connections);
    } else {
      http(options, timeout, connections);
    }
    int operations = Math.max(1, connections / 4);
    return new RemoteOptions(
        options,
        Optional.of(provider),
        new Connections(connections - operations, operations, timeout),
        timeout,
        "");
  }

  private static void http(FileSystemOptions options, Duration timeout, int connections) {
    Http5FileSystemConfigBuilder builder = Http5FileSystemConfigBuilder.getInstance();
    builder.setConnectionTimeout(options, timeout);
    builder.setSoTimeout(options, timeout);
    builder.setMaxConnectionsPerHost(options, connections);
    builder.setMaxTotalConnections(options, connections);
    builder.setPreemptiveAuth(options, true);
    builder.setHostnameVerificationEnabled(options, true);
    builder.setTlsVersions(options, "V_1_2,V_1_3");
    builder.setUserAgent(options, AGENT);
  }

  /** A server that answers a change with the address of another is not followed. */
  private static void webdav(FileSystemOptions options, Duration timeout, int connections) {
    Http4FileSystemConfigBuilder builder = Webdav4FileSystemConfigBuilder.getInstance();
    builder.setConnectionTimeout(options, timeout);
    builder.setSoTimeout(options, timeout);
    builder.setMaxConnectionsPerHost(options, connections);
    builder.setMaxTotalConnections(options, connections);
    builder.setPreemptiveAuth(options, true);
    builder.setHostnameVerificationEnabled(options, true);
    builder.setFollowRedirect(options, false);
    builder.setUserAgent(options, AGENT);
    Webdav4FileSystemConfigBuilder.getInstance().setAppendTrailingSlash(options, true);
  }

  /** The provider of VFS believes every certificate. */
  private static final class CheckedHttp extends Http5sFileProvider {

    private final SSLContext context;

    CheckedHttp(SSLContext context) {
      this.context = context;
    }

    @Override
    protected SSLContext createSSLContext(
        Http5FileSystemConfigBuilder builder, FileSystemOptions options) {
      return context;
    }
  }

  /** The provider of VFS believes every certificate. */
  private static final class CheckedWebdav extends Webdav4sFileProvider {

    private final SSLContext context;

    CheckedWebdav(SSLContext context) {
      this.context = context;
    }

    @Override
    protected SSLContext createSSLContext(
        Http4FileSystemConfigBuilder builder, FileSystemOptions options) {
      return context;
    }
  }
}
