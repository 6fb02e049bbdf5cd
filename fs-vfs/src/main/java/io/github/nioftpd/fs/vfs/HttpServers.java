package io.github.nioftpd.fs.vfs;

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
import org.apache.commons.vfs2.provider.http5s.Http5sFileProvider;
import org.apache.commons.vfs2.provider.webdav4.Webdav4FileProvider;
import org.apache.commons.vfs2.provider.webdav4.Webdav4FileSystem;
import org.apache.commons.vfs2.provider.webdav4.Webdav4FileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.webdav4s.Webdav4sFileProvider;
import org.apache.commons.vfs2.util.UserAuthenticatorUtils;
import org.apache.hc.client5.http.impl.auth.BasicAuthCache;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.http.client.HttpClient;
import org.apache.http.client.protocol.HttpClientContext;

/**
 * The providers for http and WebDAV, which look at certificates, and whose requests do not name the
 * user: the clients below would take that for a login without a password.
 *
 * <p>Each request has a context of its own. VFS has one for all requests of a server, which is made
 * for one thread: a request would find the connection of another one in it. How the server wants to
 * be told the password is learned once, by the first request. The clients keep no state with a
 * connection: they would ask for its TLS session for that, also when the server has closed it.
 */
final class HttpServers {

  private static final UserAuthenticationData.Type[] TYPES = {
    UserAuthenticationData.USERNAME, UserAuthenticationData.PASSWORD
  };

  private HttpServers() {}

  /** What makes the client of a server and its first context, with a login. */
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

  /** Has files of ours. */
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

    Http(Login login) {
      this.login = login;
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
      return super.findFile(base, login.take(uri), options);
    }
  }

  static final class Https extends Http5sFileProvider {

    private final Login login;
    private final SSLContext context;

    Https(Login login, SSLContext context) {
      this.login = login;
      this.context = context;
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
      return super.findFile(base, login.take(uri), options);
    }

    @Override
    protected SSLContext createSSLContext(
        Http5FileSystemConfigBuilder builder, FileSystemOptions options) {
      return context;
    }
  }

  static final class Webdav extends Webdav4FileProvider {

    private final Login login;

    Webdav(Login login) {
      this.login = login;
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
      return super.findFile(base, login.take(uri), options);
    }
  }

  static final class Webdavs extends Webdav4sFileProvider {

    private final Login login;
    private final SSLContext context;

    Webdavs(Login login, SSLContext context) {
      this.login = login;
      this.context = context;
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
      return super.findFile(base, login.take(uri), options);
    }

    @Override
    @SuppressWarnings("deprecation") // there is no WebDAV over a newer client
    protected SSLContext createSSLContext(
        Http4FileSystemConfigBuilder builder, FileSystemOptions options) {
      return context;
    }
  }
}
