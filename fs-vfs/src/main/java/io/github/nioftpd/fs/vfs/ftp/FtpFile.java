package io.github.nioftpd.fs.vfs.ftp;

import io.github.nioftpd.fs.vfs.common.NameEncoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileType;
import org.apache.commons.vfs2.provider.AbstractFileName;
import org.apache.commons.vfs2.provider.UriParser;
import org.apache.commons.vfs2.provider.ftp.FtpClient;
import org.apache.commons.vfs2.provider.ftp.FtpFileObject;
import org.apache.commons.vfs2.provider.ftp.FtpFileSystem;
import org.jspecify.annotations.Nullable;

/**
 * A file of an FTP server. VFS lists the parent directory for the attributes of one file; this
 * class uses MLST (RFC 3659, section 7) if the server has it, and caches the facts of a listing.
 * MFMT (draft-somers-ftp-mfxx) sets times.
 */
final class FtpFile extends FtpFileObject {

  private final FtpFileSystem server;
  private @Nullable FTPFile facts;
  private boolean missing;

  /** A client with commands that VFS does not use. */
  interface FactsClient extends FtpClient {

    /** The facts of a file, or empty if it does not exist. */
    Optional<FTPFile> facts(String path) throws IOException;

    boolean setTime(String path, long millis) throws IOException;
  }

  @FunctionalInterface
  private interface Request<T> {
    T send(FactsClient client) throws IOException;
  }

  FtpFile(AbstractFileName name, FtpFileSystem server) throws FileSystemException {
    super(name, server, server.getRootName());
    this.server = server;
  }

  private <T> T send(Request<T> request) throws IOException {
    FtpClient client = server.getClient();
    try {
      return request.send((FactsClient) client);
    } finally {
      server.putClient(client);
    }
  }

  private String path() throws FileSystemException {
    return UriParser.decode(server.getRootName().getRelativeName(getName()));
  }

  private boolean isServerRoot() {
    return getName().getDepth() == 0;
  }

  /** Loads the facts; returns whether MLST answered for this file. */
  private boolean load() throws IOException {
    if (facts == null && !missing && !isServerRoot()) {
      String path = path();
      Optional<FTPFile> found =
          send(
              client ->
                  client.hasFeature("MLST") ? client.facts(path) : Optional.of(new FTPFile()));
      facts = found.orElse(null);
      missing = found.isEmpty();
    }
    return missing || (facts != null && (facts.isFile() || facts.isDirectory()));
  }

  /** VFS handles symbolic links, and servers without MLST. */
  @Override
  protected FileType doGetType() throws Exception {
    if (!load()) {
      return super.doGetType();
    }
    if (facts == null) {
      return FileType.IMAGINARY;
    }
    return facts.isDirectory() ? FileType.FOLDER : FileType.FILE;
  }

  @Override
  protected long doGetContentSize() throws Exception {
    return load() && facts != null ? Math.max(0, facts.getSize()) : super.doGetContentSize();
  }

  @Override
  protected long doGetLastModifiedTime() throws Exception {
    if (!load() || facts == null) {
      return super.doGetLastModifiedTime();
    }
    return facts.getTimestampInstant() == null ? 0 : facts.getTimestampInstant().toEpochMilli();
  }

  @Override
  protected FileObject @Nullable [] doListChildrenResolved() throws Exception {
    if (!load() && !isServerRoot()) {
      return super.doListChildrenResolved();
    }
    String path = path();
    FTPFile[] entries = send(client -> client.listFiles(isServerRoot() ? "" : path));
    if (entries == null) {
      throw new FileSystemException("the remote server sent no directory listing");
    }
    List<FileObject> children = new ArrayList<>();
    for (FTPFile entry : entries) {
      if (entry != null && NameEncoding.isPlain(entry.getName())) {
        children.add(child(entry));
      }
    }
    return children.toArray(FileObject[]::new);
  }

  private FileObject child(FTPFile entry) throws FileSystemException {
    AbstractFileName name = (AbstractFileName) getName();
    String path = NameEncoding.path(name.getPath(), List.of(entry.getName()));
    FileObject child = server.resolveFile(name.createName(path, FileType.FILE));
    if (child instanceof FtpFile file && !entry.isSymbolicLink()) {
      file.facts = entry;
      file.missing = false;
    }
    return child;
  }

  @Override
  protected void doDelete() throws Exception {
    if (!load() || facts == null) {
      super.doDelete();
      return;
    }
    boolean directory = facts.isDirectory();
    String path = path();
    boolean done =
        send(client -> directory ? client.removeDirectory(path) : client.deleteFile(path));
    if (!done) {
      throw new FileSystemException("vfs.provider.ftp/delete-file.error", getName());
    }
    clear();
  }

  @Override
  protected boolean doSetLastModifiedTime(long millis) throws Exception {
    String path = path();
    return send(client -> client.setTime(path, millis));
  }

  @Override
  protected void doDetach() {
    super.doDetach();
    clear();
  }

  /** VFS would list the parent directory again. */
  @Override
  protected void onChange() throws IOException {
    boolean byVfs = !load();
    clear();
    if (byVfs) {
      super.onChange();
    }
  }

  private void clear() {
    facts = null;
    missing = false;
  }
}
