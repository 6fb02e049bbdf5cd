package io.github.nioftpd.fs.vfs.webdav;

import io.github.nioftpd.fs.vfs.common.NameEncoding;
import io.github.nioftpd.fs.vfs.common.VfsFailures;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileType;
import org.apache.commons.vfs2.NameScope;
import org.apache.commons.vfs2.provider.AbstractFileName;
import org.apache.commons.vfs2.provider.webdav4.Webdav4FileObject;
import org.apache.commons.vfs2.provider.webdav4.Webdav4FileSystem;
import org.apache.http.HttpEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpDelete;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.util.EntityUtils;
import org.apache.jackrabbit.webdav.DavConstants;
import org.apache.jackrabbit.webdav.DavException;
import org.apache.jackrabbit.webdav.client.methods.HttpMkcol;
import org.apache.jackrabbit.webdav.client.methods.HttpMove;
import org.apache.jackrabbit.webdav.client.methods.HttpPropfind;
import org.jspecify.annotations.Nullable;

/**
 * A file of a WebDAV server. Unlike the class of VFS it lists a directory with one request and
 * without the directory itself, decodes names as UTF-8, adds the trailing slash of collections, and
 * does not buffer uploads in memory. Owned by one thread.
 */
final class WebdavFile extends Webdav4FileObject {

  private static final int INSUFFICIENT_STORAGE = 507; // RFC 4918, section 11.5
  private static final int LONGEST_NAME = 255; // bytes, in most file systems

  private @Nullable WebdavEntry entry;

  WebdavFile(AbstractFileName name, Webdav4FileSystem server) throws FileSystemException {
    super(name, server);
  }

  @Override
  protected void doDetach() throws Exception {
    super.doDetach();
    entry = null;
  }

  @Override
  protected FileType doGetType() throws Exception {
    if (entry == null) {
      List<WebdavEntry> found = find(getInternalURI(), DavConstants.DEPTH_0);
      entry = found.isEmpty() ? null : found.getFirst();
    }
    WebdavEntry known = entry;
    if (known == null) {
      return FileType.IMAGINARY;
    }
    return known.isDirectory() ? FileType.FOLDER : FileType.FILE;
  }

  /** The resource, with its children at depth 1, or an empty list if it does not exist. */
  private List<WebdavEntry> find(URI uri, int depth) throws IOException {
    HttpPropfind request = new HttpPropfind(uri, WebdavEntry.names(), depth);
    try (CloseableHttpResponse response = send(request)) {
      int status = response.getStatusLine().getStatusCode();
      if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_CONFLICT) {
        return List.of();
      }
      if (isElsewhere(status) && !uri.equals(collection(uri))) {
        EntityUtils.consume(response.getEntity());
        return find(collection(uri), depth);
      }
      ensureSuccess(response);
      return WebdavEntry.of(request.getResponseBodyAsMultiStatus(response));
    } catch (DavException e) {
      throw new IOException("cannot parse the PROPFIND response of the remote server", e);
    }
  }

  /** Some servers serve a collection only with a trailing slash. */
  private static boolean isElsewhere(int status) {
    return status / 100 == 3 || status == HttpURLConnection.HTTP_BAD_METHOD;
  }

  private CloseableHttpResponse send(HttpUriRequest request) throws IOException {
    return (CloseableHttpResponse) executeHttpUriRequest(request);
  }

  private void ensureSuccess(CloseableHttpResponse response) throws IOException {
    int status = response.getStatusLine().getStatusCode();
    if (status == INSUFFICIENT_STORAGE) {
      throw new IOException("no space left on the remote server");
    }
    if (VfsFailures.isTemporary(status) && !isNameTooLong(status)) {
      throw new IOException("the remote server replied " + response.getStatusLine());
    }
    if (status < 200 || status > 299) {
      throw new FileSystemException(
          status == HttpURLConnection.HTTP_FORBIDDEN
              ? "permission denied by the remote server: " + status
              : "the remote server replied " + response.getStatusLine());
    }
  }

  /** nginx replies 500 for a name that is too long for its file system. */
  private boolean isNameTooLong(int status) {
    String name = NameEncoding.decoded(getName().getBaseName());
    return status == HttpURLConnection.HTTP_INTERNAL_ERROR
        && name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
  }

  private void execute(HttpUriRequest request) throws IOException {
    try (CloseableHttpResponse response = send(request)) {
      ensureSuccess(response);
    }
  }

  @Override
  protected long doGetContentSize() throws Exception {
    return doGetType() == FileType.IMAGINARY || entry == null ? 0 : entry.size();
  }

  @Override
  protected long doGetLastModifiedTime() throws Exception {
    return doGetType() == FileType.IMAGINARY || entry == null ? 0 : entry.modified();
  }

  @Override
  protected FileObject[] doListChildrenResolved() throws Exception {
    URI own = collection(getInternalURI());
    List<FileObject> children = new ArrayList<>();
    for (WebdavEntry found : find(own, DavConstants.DEPTH_1)) {
      if (!found.isAt(own) && NameEncoding.isPlain(found.name())) {
        FileObject child =
            getFileSystem()
                .resolveFile(
                    getFileSystem()
                        .getFileSystemManager()
                        .resolveName(
                            getName(), NameEncoding.encoded(found.name()), NameScope.CHILD));
        if (child instanceof WebdavFile file) {
          file.entry = found;
        }
        children.add(child);
      }
    }
    return children.toArray(new FileObject[0]);
  }

  private static URI collection(URI uri) {
    return uri.toString().endsWith("/") ? uri : URI.create(uri + "/");
  }

  private URI uri() throws FileSystemException {
    return getType() == FileType.FOLDER ? collection(getInternalURI()) : getInternalURI();
  }

  @Override
  protected void doCreateFolder() throws Exception {
    execute(new HttpMkcol(collection(getInternalURI())));
  }

  @Override
  protected void doDelete() throws Exception {
    execute(new HttpDelete(uri()));
  }

  @Override
  protected void doRename(FileObject target) throws Exception {
    URI to = ((WebdavFile) target).getInternalURI();
    boolean directory = getType() == FileType.FOLDER;
    execute(new HttpMove(uri(), directory ? collection(to) : to, false));
  }

  /** Sends the content when the stream is closed. */
  @Override
  protected OutputStream doGetOutputStream(boolean append) throws Exception {
    return new Spool(this::put);
  }

  private void put(HttpEntity content) throws IOException {
    HttpPut request = new HttpPut(getInternalURI());
    request.setEntity(content);
    execute(request);
    entry = null;
  }
}
