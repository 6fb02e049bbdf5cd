package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Settings;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The settings of a location.
 *
 * @param remote those of the way to a server
 * @param size how much {@code ram:} holds, in bytes
 * @param atomic whether uploads get their name when they are complete
 * @param charset of the names in an archive that are not in UTF-8
 */
record VfsSettings(RemoteOptions remote, long size, boolean atomic, Charset charset) {

  private static final long LEAST = 1L << 16;

  /** VFS keeps a file in memory in one array, which is copied as it grows. */
  private static final long MOST = 1L << 30;

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException when one of them is wrong or not known, in a sentence
   */
  static VfsSettings of(String scheme, Map<String, String> values) {
    Settings settings = new Settings("vfs:" + scheme, values);
    RemoteOptions remote = RemoteOptions.of(scheme, settings);
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
      // what programs used before UTF-8: by the specification of zip, and on Unix
      Charset before = Providers.ZIPS.contains(scheme) ? cp437() : StandardCharsets.ISO_8859_1;
      charset = settings.choice("charset", before, VfsSettings::charset);
    }
    settings.refuseOthers();
    return new VfsSettings(remote, size, atomic, charset);
  }

  private static Charset cp437() {
    return Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the setting charset of vfs is not the name of a charset: \"" + name + "\"", e);
    }
  }
}
