package io.github.nioftpd.fs.vfs.webdav;

import io.github.nioftpd.fs.Settings;
import io.github.nioftpd.fs.vfs.common.Connections;
import io.github.nioftpd.fs.vfs.common.Login;
import io.github.nioftpd.fs.vfs.common.RemoteOptions;
import io.github.nioftpd.fs.vfs.common.Trust;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.provider.FileProvider;
import org.apache.commons.vfs2.provider.http4.Http4FileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.http5.Http5FileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.webdav4.Webdav4FileSystemConfigBuilder;

/** Settings of an HTTP or WebDAV location. */
public final class HttpOptions {

  private static final int CONNECTIONS = 8;
  private static final int MOST_CONNECTIONS = 64;
  private static final String AGENT = "nioftpd";

  private HttpOptions() {}

  public static RemoteOptions read(String scheme, Settings settings) {
    FileSystemOptions options = new FileSystemOptions();
    Duration timeout = RemoteOptions.timeout(settings);
    int connections = settings.number("connections", 2, MOST_CONNECTIONS, CONNECTIONS);
    Login login = RemoteOptions.login(options, settings);
    Optional<SSLContext> context =
        scheme.endsWith("s") ? Optional.of(Trust.read(settings).context()) : Optional.empty();
    FileProvider provider;
    if (scheme.startsWith("webdav4")) {
      provider = new HttpServers.Webdav(login, context);
      webdav(options, timeout, connections);
    } else {
      provider = new HttpServers.Http(login, context);
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

  /** Redirects of a change are not followed. */
  @SuppressWarnings("deprecation") // there is no WebDAV over a newer client
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
}
