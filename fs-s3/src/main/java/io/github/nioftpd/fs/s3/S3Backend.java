package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.Backend;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Finding;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Backend for S3 buckets: {@code s3://bucket/prefix?region=eu-central-1}, {@code
 * s3://bucket?endpoint=https://host:port&access-key=…&secret-key=file:/path}.
 *
 * <p>Secrets are in files or in the environment, never in the location.
 */
public final class S3Backend implements Backend {

  /** Creates the backend, for {@link java.util.ServiceLoader}. */
  public S3Backend() {}

  @Override
  public String scheme() {
    return "s3";
  }

  @Override
  public FileSystem open(URI location, Map<String, String> settings) throws IOException {
    String bucket = location.getAuthority();
    if (bucket != null && bucket.contains("@")) {
      throw new IllegalArgumentException(
          "the location contains credentials; set access-key and secret-key instead");
    }
    if (bucket == null) {
      throw new IllegalArgumentException(
          "no bucket in the location \"" + location + "\"; expected s3://bucket/prefix");
    }
    String prefix = location.getPath() == null ? "" : location.getPath();
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("state", stateDirectory(System.getenv()));
    return S3FileSystem.open(bucket, prefix, all);
  }

  /** The directory for the state, by the conventions of systemd and XDG. */
  static String stateDirectory(Map<String, String> environment) {
    String ofService = environment.getOrDefault("STATE_DIRECTORY", "").split(":", 2)[0];
    if (!ofService.isEmpty()) {
      return ofService;
    }
    String home = environment.getOrDefault("XDG_STATE_HOME", "");
    Path above =
        home.startsWith("/")
            ? Path.of(home)
            : Path.of(System.getProperty("user.home", "."), ".local", "state");
    return above.resolve("nioftpd").toString();
  }

  /** Names the session of an assumed role after the user, for the logs of the store. */
  @Override
  public Map<String, String> settingsOf(String user, Map<String, String> settings) {
    return settings.containsKey(S3Settings.ROLE) && !settings.containsKey(S3Settings.ROLE_SESSION)
        ? Map.of(S3Settings.ROLE_SESSION, user)
        : Map.of();
  }

  @Override
  public Map<String, Set<Capability>> kinds() {
    return Map.of("s3://bucket/prefix", Capability.WITHOUT_MODES);
  }

  @Override
  public void examine(Path directory, Consumer<Finding> report) {
    S3FileSystem fileSystem = (S3FileSystem) directory.getFileSystem();
    String prefix = fileSystem.settings().prefix() + directory.toString().substring(1) + "/store/";
    new StoreProbe(fileSystem.bucket(), prefix, report).run();
  }
}
