package io.github.nioftpd.server;

import io.github.nioftpd.FtpServer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how files are shown and written. */
final class FileOptions {

  private static final List<String> POLICIES = List.of("within-root", "none", "follow");
  private static final List<String> SYNC = List.of("none", "on-close");

  @Option(
      names = "--atomic-uploads",
      description = "Let an upload appear under its name only when it is complete.")
  boolean atomicUploads;

  @Option(
      names = "--symlinks",
      paramLabel = "POLICY",
      description =
          "Symbolic links: 'within-root' follows those that stay inside (default), 'none' follows"
              + " none, 'follow' follows all, even out of the directory.")
  @Nullable String symlinks;

  @Option(
      names = "--sync",
      paramLabel = "WHEN",
      description =
          "Flush changes of a local disk to the device: 'none' leaves it to the system (default),"
              + " 'on-close' does it before each reply that reports an upload or another change.")
  @Nullable String sync;

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description =
          "A setting of the location, such as region=eu-central-1 for s3: the same as in its query;"
              + " may be given several times.")
  Map<String, String> given = new HashMap<>();

  @Option(
      names = "--mount",
      paramLabel = "PATH=LOCATION",
      description =
          "Another location that stands at a path, such as /archive=s3://bucket?read-only=true; may"
              + " be given several times.")
  List<String> mounts = new ArrayList<>();

  @Option(
      names = "--encoding",
      paramLabel = "CHARSET",
      description = "The charset of names on the wire (default: utf-8).")
  String encoding = "utf-8";

  @Option(
      names = "--use-localtime",
      description = "Show times in the local time zone (default: GMT).")
  boolean localTime;

  @Option(names = "--disable-sendfile", description = "Copy downloads instead of using sendfile.")
  boolean disableSendfile;

  void check() {
    if (symlinks != null && !POLICIES.contains(symlinks)) {
      throw new IllegalArgumentException(
          "--symlinks is within-root, none or follow, not " + symlinks);
    }
    if (sync != null && !SYNC.contains(sync)) {
      throw new IllegalArgumentException("--sync is none or on-close, not " + sync);
    }
    charset();
  }

  /** The settings for the backend: only those that were given. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    if (atomicUploads) {
      settings.put("atomic-uploads", "true");
    }
    if (symlinks != null) {
      settings.put("symlinks", symlinks);
    }
    if (sync != null) {
      settings.put("sync", sync);
    }
    settings.putAll(given);
    return settings;
  }

  void apply(FtpServer.Builder builder) {
    builder.charset(charset()).sendfile(!disableSendfile);
    if (localTime) {
      builder.zone(ZoneId.systemDefault());
    }
  }

  /** The charset of a name as Java or Python spells it. */
  private Charset charset() {
    try {
      return Charset.isSupported(encoding)
          ? Charset.forName(encoding)
          : Charset.forName(encoding.replaceAll("[-_ ]", ""));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException(
          "there is no charset " + encoding + "; utf-8 is right for most clients", e);
    }
  }
}
