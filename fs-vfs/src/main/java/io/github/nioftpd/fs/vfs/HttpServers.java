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
import org.apache.commons.vfs2.provider.http5.Http5FileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.http5s.Http5sFileProvider;
import org.apache.commons.vfs2.provider.webdav4.Webdav4FileProvider;
import org.apache.commons.vfs2.provider.webdav4.Webdav4FileSystem;
import org.apache.commons.vfs2.provider.webdav4.Webdav4FileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.webdav4s.Webdav4sFileProvider;
import org.apache.commons.vfs2.util.UserAuthenticatorUtils;
import org.apache.http.client.HttpClient;
import org.apache.http.client.protocol.HttpClientContext;

/**
 * The providers for http and WebDAV, which look at certificates, and whose requests do not name the
 * user: the clients below would take that for a login without a password.
 */
final class HttpServers {

  private static final UserAuthenticationData.Type[] TYPES = {
    UserAuthenticationData.USERNAME, UserAuthenticationData.PASSWORD
  };

  private HttpServers() {}

  /** Has files of ours. */
  private static final class WebdavServer extends Webdav4FileSystem {

    WebdavServer(
        GenericFileName root,
        FileSystemOptions options,
        HttpClient client,
        HttpClientContext context) {
      super(root, options, client, context);
    }

    @Override
    protected FileObject createFile(AbstractFileName name) throws FileSystemException {
      return new WebdavFile(name, this);
    }
  }

  static final class Http extends Http5FileProvider {

    private final Login login;

    Http(Login login) {
      this.login = login;
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
      UserAuthenticationData data = UserAuthenticatorUtils.authenticate(login, TYPES);
      Webdav4FileSystemConfigBuilder builder = Webdav4FileSystemConfigBuilder.getInstance();
      GenericFileName root = (GenericFileName) name;
      try {
        return new WebdavServer(
            root,
            options,
            createHttpClient(builder, root, options),
            createHttpClientContext(builder, root, options, data));
      } finally {
        UserAuthenticatorUtils.cleanup(data);
      }
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
      UserAuthenticationData data = UserAuthenticatorUtils.authenticate(login, TYPES);
      Webdav4FileSystemConfigBuilder builder = Webdav4FileSystemConfigBuilder.getInstance();
      GenericFileName root = (GenericFileName) name;
      try {
        return new WebdavServer(
            root,
            options,
            createHttpClient(builder, root, options),
            createHttpClientContext(builder, root, options, data));
      } finally {
        UserAuthenticatorUtils.cleanup(data);
      }
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
