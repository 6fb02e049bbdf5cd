package io.github.nioftpd.fs.vfs;

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
 * A file of a server for FTP. To know one file, VFS lists the directory it is in; this asks for its
 * facts with MLST (RFC 3659, section 7) where the server has it, and keeps for the entries of a
 * listing what the listing told. Times can be set where the server has MFMT
 * (draft-somers-ftp-mfxx).
 */
final class FtpFile extends FtpFileObject {

  private final FtpFileSystem server;
  private @Nullable FTPFile facts;
  private boolean missing;

  /** What a login can do that VFS does not ask of it. */
  interface Login extends FtpClient {

    /** The facts of a file, empty when there is none. */
    Optional<FTPFile> facts(String path) throws IOException;

    boolean setTime(String path, long millis) throws IOException;
  }

  /** What is done with a login. */
  @FunctionalInterface
  private interface Request<T> {
    T send(Login login) throws IOException;
  }

  FtpFile(AbstractFileName name, FtpFileSystem server) throws FileSystemException {
    super(name, server, server.getRootName());
    this.server = server;
  }

  private <T> T ask(Request<T> request) throws IOException {
    FtpClient client = server.getClient();
    try {
      return request.send((Login) client);
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

  /** Asks for the facts, unless they are known. */
  private boolean learn() throws IOException {
    if (facts == null && !missing && !isServerRoot()) {
      String path = path();
      Optional<FTPFile> told =
          ask(login -> login.hasFeature("MLST") ? login.facts(path) : Optional.of(new FTPFile()));
      facts = told.orElse(null);
      missing = told.isEmpty();
    }
    return missing || (facts != null && (facts.isFile() || facts.isDirectory()));
  }

  /** A symbolic link, and a server without MLST, are left to VFS. */
  @Override
  protected FileType doGetType() throws Exception {
    if (!learn()) {
      return super.doGetType();
    }
    if (facts == null) {
      return FileType.IMAGINARY;
    }
    return facts.isDirectory() ? FileType.FOLDER : FileType.FILE;
  }

  @Override
  protected long doGetContentSize() throws Exception {
    return learn() && facts != null ? Math.max(0, facts.getSize()) : super.doGetContentSize();
  }

  @Override
  protected long doGetLastModifiedTime() throws Exception {
    if (!learn() || facts == null) {
      return super.doGetLastModifiedTime();
    }
    return facts.getTimestampInstant() == null ? 0 : facts.getTimestampInstant().toEpochMilli();
  }

  @Override
  protected FileObject @Nullable [] doListChildrenResolved() throws Exception {
    if (!learn() && !isServerRoot()) {
      return super.doListChildrenResolved();
    }
    String path = path();
    FTPFile[] entries = ask(login -> login.listFiles(isServerRoot() ? "" : path));
    if (entries == null) {
      throw new FileSystemException("the remote server does not list the directory");
    }
    List<FileObject> children = new ArrayList<>();
    for (FTPFile entry : entries) {
      if (entry != null && Names.isPlain(entry.getName())) {
        children.add(child(entry));
      }
    }
    return children.toArray(FileObject[]::new);
  }

  private FileObject child(FTPFile entry) throws FileSystemException {
    AbstractFileName name = (AbstractFileName) getName();
    String path = Names.path(name.getPath(), List.of(entry.getName()));
    FileObject child = server.resolveFile(name.createName(path, FileType.FILE));
    if (child instanceof FtpFile file && !entry.isSymbolicLink()) {
      file.facts = entry;
      file.missing = false;
    }
    return child;
  }

  @Override
  protected void doDelete() throws Exception {
    if (!learn() || facts == null) {
      super.doDelete();
      return;
    }
    boolean directory = facts.isDirectory();
    String path = path();
    boolean done = ask(login -> directory ? login.removeDirectory(path) : login.deleteFile(path));
    if (!done) {
      throw new FileSystemException("vfs.provider.ftp/delete-file.error", getName());
    }
    forget();
  }

  @Override
  protected boolean doSetLastModifiedTime(long millis) throws Exception {
    String path = path();
    return ask(login -> login.setTime(path, millis));
  }

  @Override
  protected void doDetach() {
    super.doDetach();
    forget();
  }

  /** VFS would list the directory again. */
  @Override
  protected void onChange() throws IOException {
    boolean left = !learn();
    forget();
    if (left) {
      super.onChange();
    }
  }

  private void forget() {
    facts = null;
    missing = false;
  }
}
