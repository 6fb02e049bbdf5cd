package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Settings;
import io.github.nioftpd.fs.vfs.common.RemoteOptions;
import io.github.nioftpd.fs.vfs.ftp.FtpOptions;
import io.github.nioftpd.fs.vfs.sftp.SftpOptions;
import io.github.nioftpd.fs.vfs.webdav.HttpOptions;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The settings of a location.
 *
 * @param remote options of the connection to a server
 * @param size capacity of {@code ram:} in bytes
 * @param atomic whether an upload gets its name only when it is complete
 * @param charset of names in an archive that are not UTF-8
 */
record VfsSettings(RemoteOptions remote, long size, boolean atomic, Charset charset) {

  private static final long LEAST = 1L << 16;

  /** VFS holds a file in one array, which it copies as the file grows. */
  private static final long MOST = 1L << 30;

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException when a setting is wrong or unknown
   */
  static VfsSettings of(String scheme, Map<String, String> values) {
    Settings settings = new Settings("vfs:" + scheme, values);
    RemoteOptions remote = remote(scheme, settings);
    long size = 0;
    boolean atomic = false;
    if (scheme.equals("ram")) {
      long quarter = Runtime.getRuntime().maxMemory() / 4;
      size = settings.size("size", LEAST, MOST, Math.min(64L << 20, quarter & -LEAST));
    }
    if (!Providers.ARCHIVES.contains(scheme) && !scheme.startsWith("http")) {
      atomic = settings.flag("atomic-uploads", false);
    }
    Charset charset = StandardCharsets.UTF_8;
    if (Providers.ARCHIVES.contains(scheme)) {
      // used before UTF-8: by the specification of zip, and on Unix
      Charset before = Providers.ZIPS.contains(scheme) ? cp437() : StandardCharsets.ISO_8859_1;
      charset = settings.choice("charset", before, VfsSettings::charset);
    }
    settings.refuseOthers();
    return new VfsSettings(remote, size, atomic, charset);
  }

  static RemoteOptions remote(String scheme, Settings settings) {
    return switch (scheme) {
      case "sftp" -> SftpOptions.read(settings);
      case "ftp", "ftps" -> FtpOptions.read(scheme, settings);
      case "http", "https", "webdav4", "webdav4s" -> HttpOptions.read(scheme, settings);
      default -> RemoteOptions.none();
    };
  }

  private static Charset cp437() {
    return Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the setting charset of vfs: \"" + name + "\" is not a known charset", e);
    }
  }
}
