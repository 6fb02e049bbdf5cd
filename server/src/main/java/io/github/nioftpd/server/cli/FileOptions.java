package io.github.nioftpd.server.cli;

import io.github.nioftpd.server.config.FilesSection;
import io.github.nioftpd.server.config.FilesSection.Links;
import io.github.nioftpd.server.config.FilesSection.Sync;
import io.github.nioftpd.server.config.FilesSection.Times;
import io.github.nioftpd.server.config.Location;
import io.github.nioftpd.server.config.MountSection;
import io.github.nioftpd.server.config.Setting;
import io.github.nioftpd.server.config.binding.OptionValue;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for files and names. */
final class FileOptions {

  @Option(
      names = "--atomic-uploads",
      description = "Make an uploaded file visible only when it is complete.")
  boolean atomicUploads;

  @Option(
      names = "--symlinks",
      paramLabel = "POLICY",
      description =
          "Symbolic links to follow: within-root (default; those whose target is inside the"
              + " directory), none, or follow (all, even those that lead outside).")
  @Nullable String symlinks;

  @Option(
      names = "--sync",
      paramLabel = "WHEN",
      description =
          "When changes on a local disk are flushed to the device: none (default; when the system"
              + " decides) or on-close (before the reply to each upload or other change).")
  @Nullable String sync;

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description =
          "Setting of the location, such as region=eu-central-1 for S3; the same as in the query of"
              + " its URI. Can be repeated.")
  Map<String, String> given = new LinkedHashMap<>();

  @Option(
      names = "--mount",
      paramLabel = "PATH=LOCATION",
      description =
          "Serve another location at PATH, such as /archive=s3://bucket?read-only=true. Can be"
              + " repeated.")
  List<String> mounted = new ArrayList<>();

  @Option(
      names = "--encoding",
      paramLabel = "CHARSET",
      description = "Character encoding of file names in commands and replies (default: utf-8).")
  @Nullable String encoding;

  @Option(
      names = "--use-localtime",
      description = "Show times in the local time zone (default: GMT).")
  boolean localTime;

  @Option(names = "--disable-sendfile", description = "Copy downloads instead of using sendfile.")
  boolean disableSendfile;

  FilesSection section(Location home) {
    FilesSection usual = FilesSection.DEFAULT;
    return new FilesSection(
        symlinks == null ? usual.symlinks() : OptionValue.read("--symlinks", Links.class, symlinks),
        atomicUploads && isOfFiles(home),
        sync == null ? usual.sync() : OptionValue.read("--sync", Sync.class, sync),
        encoding == null
            ? usual.encoding()
            : OptionValue.read("--encoding", Charset.class, encoding),
        localTime ? Times.LOCAL : usual.times(),
        !disableSendfile);
  }

  /** Whether the section "files" of a configuration applies to uploads to a location. */
  private static boolean isOfFiles(Location home) {
    return home.scheme().equals("file") || home.scheme().equals("s3");
  }

  /**
   * Returns the settings of the location. A backend whose files have no symbolic links refuses the
   * setting, as it refuses others that it does not have.
   */
  Map<String, Setting> settings(Location home) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    boolean local = home.scheme().equals("file");
    if (atomicUploads && !isOfFiles(home)) {
      settings.put("atomic-uploads", new Setting("true"));
    }
    if (symlinks != null && !local) {
      settings.put("symlinks", new Setting(symlinks));
    }
    if (sync != null && !local) {
      settings.put("sync", new Setting(sync));
    }
    given.forEach(
        (name, value) -> settings.put(name, OptionValue.read("--setting", Setting.class, value)));
    return settings;
  }

  List<MountSection> mounts() {
    return mounted.stream().map(FileOptions::mount).toList();
  }

  private static MountSection mount(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(
          "--mount: \"" + text + "\" is not PATH=LOCATION such as /archive=s3://bucket");
    }
    return new MountSection(
        text.substring(0, equals),
        Location.ofArgument(text.substring(equals + 1)),
        Map.of(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
