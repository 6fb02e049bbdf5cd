package io.github.nioftpd.fs.vfs.sftp;

import com.jcraft.jsch.Session;
import org.apache.commons.vfs2.FileName;
import org.apache.commons.vfs2.FileSystem;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.UserAuthenticationData;
import org.apache.commons.vfs2.provider.GenericFileName;
import org.apache.commons.vfs2.provider.sftp.SftpClientFactory;
import org.apache.commons.vfs2.provider.sftp.SftpFileProvider;
import org.apache.commons.vfs2.util.UserAuthenticatorUtils;

/** VFS provider for SFTP, with our file system and the login of VFS. */
final class SftpServers extends SftpFileProvider {

  SftpServers() {
    setFileNameParser(QuotedName.parser());
  }

  @Override
  protected FileSystem doCreateFileSystem(FileName name, FileSystemOptions options)
      throws FileSystemException {
    GenericFileName root = (GenericFileName) name;
    UserAuthenticationData login =
        UserAuthenticatorUtils.authenticate(options, AUTHENTICATOR_TYPES);
    try {
      Session session =
          SftpClientFactory.createConnection(
              root.getHostName(),
              root.getPort(),
              UserAuthenticatorUtils.getData(
                  login,
                  UserAuthenticationData.USERNAME,
                  UserAuthenticatorUtils.toChar(root.getUserName())),
              UserAuthenticatorUtils.getData(login, UserAuthenticationData.PASSWORD, null),
              options);
      return new SftpServer(root, session, options);
    } finally {
      UserAuthenticatorUtils.cleanup(login);
    }
  }
}
