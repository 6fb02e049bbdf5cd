package io.github.nioftpd.fs.vfs;

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
 * A file of a server for WebDAV. Unlike that of VFS it lists a directory with one request, does not
 * take a directory for its own child, understands names in UTF-8, gives collections the slash that
 * servers want, and does not hold uploads in memory. Owned by one thread.
 */
final class WebdavFile extends Webdav4FileObject {

  private static final int INSUFFICIENT_STORAGE = 507; // RFC 4918, section 11.5
  private static final int LONGEST_NAME = 255; // bytes, of the usual file systems

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
      List<WebdavEntry> found = ask(getInternalURI(), DavConstants.DEPTH_0);
      entry = found.isEmpty() ? null : found.getFirst();
    }
    WebdavEntry known = entry;
    if (known == null) {
      return FileType.IMAGINARY;
    }
    return known.isDirectory() ? FileType.FOLDER : FileType.FILE;
  }

  /** What is there and, if asked, below; nothing when nothing is there. */
  private List<WebdavEntry> ask(URI uri, int depth) throws IOException {
    HttpPropfind request = new HttpPropfind(uri, WebdavEntry.names(), depth);
    try (CloseableHttpResponse response = send(request)) {
      int status = response.getStatusLine().getStatusCode();
      if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_CONFLICT) {
        return List.of();
      }
      if (isElsewhere(status) && !uri.equals(collection(uri))) {
        EntityUtils.consume(response.getEntity());
        return ask(collection(uri), depth);
      }
      ensureSuccess(response);
      return WebdavEntry.of(request.getResponseBodyAsMultiStatus(response));
    } catch (DavException e) {
      throw new IOException("the answer of the server cannot be read", e);
    }
  }

  /** Some servers know a collection by its name with the slash alone. */
  private static boolean isElsewhere(int status) {
    return status / 100 == 3 || status == HttpURLConnection.HTTP_BAD_METHOD;
  }

  private CloseableHttpResponse send(HttpUriRequest request) throws IOException {
    return (CloseableHttpResponse) executeHttpUriRequest(request);
  }

  private void ensureSuccess(CloseableHttpResponse response) throws IOException {
    int status = response.getStatusLine().getStatusCode();
    if (status == INSUFFICIENT_STORAGE) {
      throw new IOException("no space left on the server");
    }
    if (VfsFailures.isTemporary(status) && !isNameTooLong(status)) {
      throw new IOException("the server answers " + response.getStatusLine());
    }
    if (status < 200 || status > 299) {
      throw new FileSystemException(
          status == HttpURLConnection.HTTP_FORBIDDEN
              ? "permission denied by the server: " + status
              : "the server answers " + response.getStatusLine());
    }
  }

  /** For a name that the disk of the server cannot have, nginx answers 500. */
  private boolean isNameTooLong(int status) {
    String name = Names.decoded(getName().getBaseName());
    return status == HttpURLConnection.HTTP_INTERNAL_ERROR
        && name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
  }

  private void tell(HttpUriRequest request) throws IOException {
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
    for (WebdavEntry found : ask(own, DavConstants.DEPTH_1)) {
      if (!found.isAt(own) && Names.isPlain(found.name())) {
        FileObject child =
            getFileSystem()
                .resolveFile(
                    getFileSystem()
                        .getFileSystemManager()
                        .resolveName(getName(), Names.encoded(found.name()), NameScope.CHILD));
        if (child instanceof WebdavFile file) {
          file.entry = found;
        }
        children.add(child);
      }
    }
    return children.toArray(new FileObject[0]);
  }

  /** A directory ends with a slash. */
  private static URI collection(URI uri) {
    return uri.toString().endsWith("/") ? uri : URI.create(uri + "/");
  }

  private URI uri() throws FileSystemException {
    return getType() == FileType.FOLDER ? collection(getInternalURI()) : getInternalURI();
  }

  @Override
  protected void doCreateFolder() throws Exception {
    tell(new HttpMkcol(collection(getInternalURI())));
  }

  @Override
  protected void doDelete() throws Exception {
    tell(new HttpDelete(uri()));
  }

  @Override
  protected void doRename(FileObject target) throws Exception {
    URI to = ((WebdavFile) target).getInternalURI();
    boolean directory = getType() == FileType.FOLDER;
    tell(new HttpMove(uri(), directory ? collection(to) : to, false));
  }

  /** The content is sent when the stream is closed. */
  @Override
  protected OutputStream doGetOutputStream(boolean append) throws Exception {
    return new Spool(this::put);
  }

  private void put(HttpEntity content) throws IOException {
    HttpPut request = new HttpPut(getInternalURI());
    request.setEntity(content);
    tell(request);
    entry = null;
  }
}
