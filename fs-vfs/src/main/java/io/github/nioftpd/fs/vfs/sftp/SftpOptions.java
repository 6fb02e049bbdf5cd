package io.github.nioftpd.fs.vfs.sftp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import io.github.nioftpd.fs.Settings;
import io.github.nioftpd.fs.SmallFile;
import io.github.nioftpd.fs.vfs.common.Connections;
import io.github.nioftpd.fs.vfs.common.RemoteOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.provider.sftp.BytesIdentityInfo;
import org.apache.commons.vfs2.provider.sftp.IdentityProvider;
import org.apache.commons.vfs2.provider.sftp.SftpFileSystemConfigBuilder;

/** Settings of an SFTP location. */
public final class SftpOptions {

  private static final int CONNECTIONS = 8;

  /** OpenSSH allows 10 channels per session by default. */
  private static final int MOST_CONNECTIONS = 64;

  private SftpOptions() {}

  public static RemoteOptions read(Settings settings) {
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
        options,
        (key.isPresent() ? "publickey," : "")
            + (password ? "password,keyboard-interactive" : "none"));
    builder.setIdentityRepositoryFactory(options, hostKeys);
    builder.setConfigRepository(options, new SshConfiguration());
    builder.setUserDirIsRoot(options, false);
    builder.setDisableDetectExecChannel(options, true); // detection hangs on some servers
    builder.setConnectTimeout(options, timeout);
    // JSch probes a silent server once before it disconnects
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
        hostKeys.checks() ? "" : "host key NOT verified");
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
                    "the setting key: cannot read the file " + file, e);
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
                ? "the setting key: the private key is encrypted; set passphrase=file:PATH or"
                    + " passphrase=env:NAME"
                : "the setting passphrase does not decrypt the private key");
      }
    } catch (JSchException e) {
      throw new IllegalArgumentException("the setting key: the file contains no private key", e);
    }
    return new BytesIdentityInfo(key, passphrase);
  }
}
