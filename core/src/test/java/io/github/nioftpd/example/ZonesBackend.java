package io.github.nioftpd.example;

import io.github.nioftpd.fs.Backend;
import io.github.nioftpd.fs.Settings;
import java.net.URI;
import java.nio.file.FileSystem;
import java.time.InstantSource;
import java.util.Map;

/** Serves the clocks of the world: {@code zones:/}. */
public final class ZonesBackend implements Backend {

  @Override
  public String scheme() {
    return "zones";
  }

  @Override
  public FileSystem open(URI location, Map<String, String> settings) {
    new Settings("zones", settings).refuseOthers();
    return new ZonesFileSystem(InstantSource.system());
  }
}
