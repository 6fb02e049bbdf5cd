package io.github.nioftpd.fs.vfs.sftp;

import org.apache.commons.vfs2.FileName;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileType;
import org.apache.commons.vfs2.provider.FileNameParser;
import org.apache.commons.vfs2.provider.GenericFileName;
import org.apache.commons.vfs2.provider.VfsComponentContext;
import org.apache.commons.vfs2.provider.sftp.SftpFileNameParser;

/**
 * The name of a file on an SFTP server. JSch takes paths for patterns: removing {@code a*} would
 * remove every file that starts with an a. So stars, question marks and backslashes are quoted.
 */
final class QuotedName extends GenericFileName {

  QuotedName(GenericFileName name, String path, FileType type) {
    super(
        name.getScheme(),
        name.getHostName(),
        name.getPort(),
        name.getDefaultPort(),
        name.getUserName(),
        name.getPassword(),
        path,
        type);
  }

  static FileNameParser parser() {
    return new FileNameParser() {
      @Override
      public boolean encodeCharacter(char character) {
        return SftpFileNameParser.getInstance().encodeCharacter(character);
      }

      @Override
      public FileName parseUri(VfsComponentContext context, FileName base, String uri)
          throws FileSystemException {
        GenericFileName name =
            (GenericFileName) SftpFileNameParser.getInstance().parseUri(context, base, uri);
        return new QuotedName(name, name.getPath(), name.getType());
      }
    };
  }

  @Override
  public FileName createName(String path, FileType type) {
    return new QuotedName(this, path, type);
  }

  /** VFS uses this path for all requests except reading from an offset. */
  @Override
  public String getRelativeName(FileName name) throws FileSystemException {
    return super.getRelativeName(name).replaceAll("%5[cC]|[*?\\\\]", "%5c$0");
  }

  /** VFS uses this path to read from an offset. */
  @Override
  public String getPathDecoded() throws FileSystemException {
    return super.getPathDecoded().replaceAll("[*?\\\\]", "\\\\$0");
  }
}
