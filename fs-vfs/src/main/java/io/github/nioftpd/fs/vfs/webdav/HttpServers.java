package io.github.nioftpd.fs.vfs.webdav;

import io.github.nioftpd.fs.vfs.common.Login;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.commons.vfs2.FileName;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystem;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.UserAuthenticationData;
import org.apache.commons.vfs2.provider.AbstractFileName;
import org.apache.commons.vfs2.provider.GenericFileName;
import org.apache.commons.vfs2.provider.http4.Http4FileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.http5.Http5FileProvider;
import org.apache.commons.vfs2.provider.http5.Http5FileSystem;
import org.apache.commons.vfs2.provider.http5.Http5FileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.http5s.Http5sFileNameParser;
import org.apache.commons.vfs2.provider.webdav4.Webdav4FileProvider;
import org.apache.commons.vfs2.provider.webdav4.Webdav4FileSystem;
import org.apache.commons.vfs2.provider.webdav4.Webdav4FileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.webdav4s.Webdav4sFileNameParser;
import org.apache.commons.vfs2.util.UserAuthenticatorUtils;
import org.apache.hc.client5.http.impl.auth.BasicAuthCache;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.http.client.HttpClient;
import org.apache.http.client.protocol.HttpClientContext;

/**
 * VFS providers for HTTP and WebDAV that verify certificates. They remove the user from URLs,
 * because the HTTP clients would take it for a login without a password.
 *
 * <p>Each request has its own context, since contexts are not thread-safe and VFS shares one. The
 * authentication cache is shared, so that only the first request negotiates the login. The clients
 * keep no connection state: they would read the TLS session even of a closed connection.
 */
final class HttpServers {

  private static final UserAuthenticationData.Type[] TYPES = {
    UserAuthenticationData.USERNAME, UserAuthenticationData.PASSWORD
  };

  private HttpServers() {}

  @FunctionalInterface
  private interface Creation {
    FileSystem with(UserAuthenticationData data) throws FileSystemException;
  }

  private static FileSystem create(Login login, Creation creation) throws FileSystemException {
    UserAuthenticationData data = UserAuthenticatorUtils.authenticate(login, TYPES);
    try {
      return creation.with(data);
    } finally {
      UserAuthenticatorUtils.cleanup(data);
    }
  }

  static final class WebdavServer extends Webdav4FileSystem {

    WebdavServer(
        GenericFileName root,
        FileSystemOptions options,
        HttpClient client,
        HttpClientContext context) {
      super(root, options, client, context);
      context.setAuthCache(new org.apache.http.impl.client.BasicAuthCache());
    }

    @Override
    protected FileObject createFile(AbstractFileName name) throws FileSystemException {
      return new WebdavFile(name, this);
    }

    @Override
    protected HttpClientContext getHttpClientContext() {
      HttpClientContext shared = super.getHttpClientContext();
      HttpClientContext own = HttpClientContext.create();
      own.setCredentialsProvider(shared.getCredentialsProvider());
      own.setAuthCache(shared.getAuthCache());
      return own;
    }
  }

  static final class HttpServer extends Http5FileSystem {

    HttpServer(
        FileName root,
        FileSystemOptions options,
        org.apache.hc.client5.http.classic.HttpClient client,
        org.apache.hc.client5.http.protocol.HttpClientContext context) {
      super(root, options, client, context);
      context.setAuthCache(new BasicAuthCache());
    }

    @Override
    protected org.apache.hc.client5.http.protocol.HttpClientContext getHttpClientContext() {
      org.apache.hc.client5.http.protocol.HttpClientContext shared = super.getHttpClientContext();
      org.apache.hc.client5.http.protocol.HttpClientContext own =
          org.apache.hc.client5.http.protocol.HttpClientContext.create();
      own.setCredentialsProvider(shared.getCredentialsProvider());
      own.setAuthCache(shared.getAuthCache());
      return own;
    }
  }

  static final class Http extends Http5FileProvider {

    private final Login login;
    private final Optional<SSLContext> context;

    Http(Login login, Optional<SSLContext> context) {
      this.login = login;
      this.context = context;
      if (context.isPresent()) {
        setFileNameParser(Http5sFileNameParser.getInstance());
      }
    }

    @Override
    protected SSLContext createSSLContext(
        Http5FileSystemConfigBuilder builder, FileSystemOptions options)
        throws FileSystemException {
      return context.isPresent() ? context.get() : super.createSSLContext(builder, options);
    }

    @Override
    protected FileSystem doCreateFileSystem(FileName name, FileSystemOptions options)
        throws FileSystemException {
      Http5FileSystemConfigBuilder builder = Http5FileSystemConfigBuilder.getInstance();
      GenericFileName root = (GenericFileName) name;
      return create(
          login,
          data ->
              new HttpServer(
                  root,
                  options,
                  createHttpClient(builder, root, options),
                  createHttpClientContext(builder, root, options, data)));
    }

    @Override
    protected HttpClientBuilder createHttpClientBuilder(
        Http5FileSystemConfigBuilder builder, GenericFileName root, FileSystemOptions options)
        throws FileSystemException {
      return super.createHttpClientBuilder(builder, root, options).disableConnectionState();
    }

    @Override
    public FileObject findFile(FileObject base, String uri, FileSystemOptions options)
        throws FileSystemException {
      return super.findFile(base, login.takeUser(uri), options);
    }
  }

  static final class Webdav extends Webdav4FileProvider {

    private final Login login;
    private final Optional<SSLContext> context;

    Webdav(Login login, Optional<SSLContext> context) {
      this.login = login;
      this.context = context;
      if (context.isPresent()) {
        setFileNameParser(Webdav4sFileNameParser.getInstance());
      }
    }

    @Override
    @SuppressWarnings("deprecation") // there is no WebDAV over a newer client
    protected SSLContext createSSLContext(
        Http4FileSystemConfigBuilder builder, FileSystemOptions options)
        throws FileSystemException {
      return context.isPresent() ? context.get() : super.createSSLContext(builder, options);
    }

    @Override
    protected FileSystem doCreateFileSystem(FileName name, FileSystemOptions options)
        throws FileSystemException {
      Webdav4FileSystemConfigBuilder builder = Webdav4FileSystemConfigBuilder.getInstance();
      GenericFileName root = (GenericFileName) name;
      return create(
          login,
          data ->
              new WebdavServer(
                  root,
                  options,
                  createHttpClient(builder, root, options),
                  createHttpClientContext(builder, root, options, data)));
    }

    @Override
    @SuppressWarnings("deprecation") // there is no WebDAV over a newer client
    protected org.apache.http.impl.client.HttpClientBuilder createHttpClientBuilder(
        Http4FileSystemConfigBuilder builder, GenericFileName root, FileSystemOptions options)
        throws FileSystemException {
      return super.createHttpClientBuilder(builder, root, options).disableConnectionState();
    }

    @Override
    public FileObject findFile(FileObject base, String uri, FileSystemOptions options)
        throws FileSystemException {
      return super.findFile(base, login.takeUser(uri), options);
    }
  }
}
