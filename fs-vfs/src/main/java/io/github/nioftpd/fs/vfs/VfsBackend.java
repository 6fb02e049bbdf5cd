package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Backend;
import io.github.nioftpd.fs.Capability;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Backend for Apache Commons VFS: {@code vfs:zip:/path/a.zip}, {@code vfs:tgz:/path/a.tgz}, {@code
 * vfs:ram:///}, {@code vfs:tmp:///}, {@code vfs:sftp://user@host/directory}, {@code
 * vfs:ftp://host/directory} and others.
 */
public final class VfsBackend implements Backend {

  /** The schemes that may follow {@code vfs:}. */
  static final List<String> SCHEMES =
      List.of(
          "zip",
          "jar",
          "tar",
          "tgz",
          "tbz2",
          "ram",
          "tmp",
          "sftp",
          "ftp",
          "ftps",
          "http",
          "https",
          "webdav4",
          "webdav4s");

  /** Creates the backend, for {@link java.util.ServiceLoader}. */
  public VfsBackend() {}

  @Override
  public String scheme() {
    return "vfs";
  }

  @Override
  public FileSystem open(URI location, Map<String, String> settings) throws IOException {
    return VfsFileSystem.open(location.getRawSchemeSpecificPart(), settings);
  }

  @Override
  public Map<String, Set<Capability>> kinds() {
    return SCHEMES.stream()
        .collect(
            Collectors.toMap(
                scheme -> "vfs:" + scheme + example(scheme), VfsBackend::capabilities));
  }

  private static String example(String scheme) {
    return switch (scheme) {
      case "zip", "jar", "tar", "tgz", "tbz2" -> ":/a." + scheme;
      case "ram", "tmp" -> ":///";
      case "http", "https" -> "://host/dir";
      default -> "://user@host/dir";
    };
  }

  private static Set<Capability> capabilities(String scheme) {
    Set<Capability> remote = EnumSet.copyOf(Capability.WITHOUT_MODES);
    remote.remove(Capability.RESUME);
    return switch (scheme) {
      case "ram", "tmp" -> Capability.WITHOUT_MODES;
      case "sftp", "ftp", "ftps" -> remote;
      case "webdav4", "webdav4s" -> {
        remote.removeAll(
            EnumSet.of(Capability.APPEND, Capability.SET_TIME, Capability.SET_DIRECTORY_TIME));
        yield remote;
      }
      default -> Set.of();
    };
  }
}
