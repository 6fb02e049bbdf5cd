package io.github.nioftpd.fs.vfs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import io.github.nioftpd.fs.Settings;
import io.github.nioftpd.fs.SmallFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.provider.sftp.BytesIdentityInfo;
import org.apache.commons.vfs2.provider.sftp.IdentityProvider;
import org.apache.commons.vfs2.provider.sftp.SftpFileSystemConfigBuilder;

/** The settings of a location whose scheme is sftp. */
final class SftpOptions {

  private static final int CONNECTIONS = 8;

  /** Servers allow a session ten channels, unless they are told otherwise. */
  private static final int MOST_CONNECTIONS = 64;

  private SftpOptions() {}

  static RemoteOptions read(Settings settings) {
    FileSystemOptions options = new FileSystemOptions();
    SftpFileSystemConfigBuilder builder = SftpFileSystemConfigBuilder.getInstance();
    Duration timeout = RemoteOptions.timeout(settings);
    int connections = settings.number("connections", 2, MOST_CONNECTIONS, CONNECTIONS);
    HostKeys hostKeys = HostKeys.read(settings);
    boolean password = RemoteOptions.login(options, settings).hasPassword();
    Optional<byte[]> key = key(settings);
    IdentityProvider[] identities =
        key.map(bytes -> new IdentityProvider[] {identity(bytes, settings)})
            .orElseGet(() -> new IdentityProvider[0]);
    builder.setIdentityProvider(options, identities);
    builder.setPreferredAuthentications(
        options, (key.isPresent() ? "publickey," : "") + (password ? passwords() : "none"));
    builder.setIdentityRepositoryFactory(options, hostKeys);
    builder.setConfigRepository(options, new SshConfiguration());
    builder.setUserDirIsRoot(options, false);
    builder.setDisableDetectExecChannel(options, true); // the question hangs where nobody answers
    builder.setConnectTimeout(options, timeout);
    // a session asks a silent server once before it gives it up
    builder.setSessionTimeout(options, timeout.dividedBy(2));
    try {
      builder.setStrictHostKeyChecking(options, hostKeys.checks() ? "yes" : "no");
    } catch (FileSystemException e) {
      throw new IllegalStateException(e);
    }
    int operations = Math.max(1, connections / 4);
    return new RemoteOptions(
        options,
        Optional.of(new SftpServers()),
        new Connections(connections - operations, operations, timeout),
        timeout,
        hostKeys.checks() ? "" : "the key of the host is NOT checked");
  }

  private static String passwords() {
    return "password,keyboard-interactive";
  }

  private static Optional<byte[]> key(Settings settings) {
    return settings
        .text("key")
        .map(
            file -> {
              try {
                return SmallFile.bytes(Path.of(file));
              } catch (IOException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                    "the file of the setting key cannot be read: " + file, e);
              }
            });
  }

  private static IdentityProvider identity(byte[] key, Settings settings) {
    byte[] passphrase =
        settings.secret("passphrase").map(text -> text.getBytes(UTF_8)).orElse(null);
    try {
      KeyPair pair = KeyPair.load(new JSch(), key, null);
      boolean opens = !pair.isEncrypted() || pair.decrypt(passphrase);
      pair.dispose();
      if (!opens) {
        throw new IllegalArgumentException(
            passphrase == null
                ? "the private key is encrypted, and the setting passphrase is missing"
                : "the setting passphrase does not open the private key");
      }
    } catch (JSchException e) {
      throw new IllegalArgumentException("the file of the setting key holds no private key", e);
    }
    return new BytesIdentityInfo(key, passphrase);
  }
}
