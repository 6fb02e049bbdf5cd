package io.github.nioftpd.fs.vfs.ftp;

import io.github.nioftpd.fs.Settings;
import io.github.nioftpd.fs.vfs.common.Connections;
import io.github.nioftpd.fs.vfs.common.RemoteOptions;
import io.github.nioftpd.fs.vfs.common.Trust;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.provider.ftp.FtpFileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.ftp.FtpFileType;
import org.apache.commons.vfs2.provider.ftps.FtpsDataChannelProtectionLevel;
import org.apache.commons.vfs2.provider.ftps.FtpsFileSystemConfigBuilder;

/** Settings of an FTP or FTPS location. */
public final class FtpOptions {

  private static final int CONNECTIONS = 4;
  private static final int MOST_CONNECTIONS = 64;

  private FtpOptions() {}

  public static RemoteOptions read(String scheme, Settings settings) {
    FileSystemOptions options = new FileSystemOptions();
    FtpFileSystemConfigBuilder builder =
        scheme.equals("ftps")
            ? FtpsFileSystemConfigBuilder.getInstance()
            : FtpFileSystemConfigBuilder.getInstance();
    Duration timeout = RemoteOptions.timeout(settings);
    int connections = settings.number("connections", 2, MOST_CONNECTIONS, CONNECTIONS);
    RemoteOptions.login(options, settings);
    builder.setPassiveMode(options, true);
    builder.setUserDirIsRoot(options, false);
    builder.setFileType(options, FtpFileType.BINARY);
    builder.setControlEncoding(options, "UTF-8");
    builder.setConnectTimeout(options, timeout);
    builder.setDataTimeout(options, timeout);
    builder.setSoTimeout(options, timeout);
    Optional<Trust> trust = Optional.empty();
    boolean implicit = false;
    if (scheme.equals("ftps")) {
      trust = Optional.of(Trust.read(settings));
      implicit = settings.choice("tls", false, FtpOptions::implicit);
      FtpsFileSystemConfigBuilder.getInstance()
          .setDataChannelProtectionLevel(options, FtpsDataChannelProtectionLevel.P);
    }
    return new RemoteOptions(
        options,
        Optional.of(new FtpServers(trust, implicit, timeout)),
        new Connections(connections - 1, 1, timeout),
        timeout,
        "");
  }

  private static boolean implicit(String value) {
    return switch (value) {
      case "explicit" -> false;
      case "implicit" -> true;
      default ->
          throw new IllegalArgumentException(
              "the setting tls: \"" + value + "\" is not explicit or implicit");
    };
  }
}
