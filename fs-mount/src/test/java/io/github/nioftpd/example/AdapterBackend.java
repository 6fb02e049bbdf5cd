package io.github.nioftpd.example;

import io.github.nioftpd.fs.Backend;
import io.github.nioftpd.fs.Settings;
import io.github.nioftpd.fs.mount.Mount;
import io.github.nioftpd.fs.mount.MountedFileSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/**
 * Serves a directory inside a file system of another provider, here the JDK's for archives: {@code
 * handbook:/srv/handbook.zip?edition=2026} serves the directory {@code /2026} of the archive.
 */
public final class AdapterBackend implements Backend {

  @Override
  public String scheme() {
    return "handbook";
  }

  @Override
  public FileSystem open(URI location, Map<String, String> settings) throws IOException {
    Settings values = new Settings("handbook", settings);
    String edition = values.word("edition", "2026").orElse("current");
    values.refuseOthers();
    FileSystem archive = FileSystems.newFileSystem(Path.of(location.getPath()));
    Mount mount = Mount.of(archive.getPath("/", edition)).readOnly().streamed().owned();
    return MountedFileSystem.builder().mount("/", mount).build();
  }
}
