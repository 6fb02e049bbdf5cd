package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.spi.Backend;
import io.github.nioftpd.spi.Capability;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Serves what Apache Commons VFS reaches: {@code vfs:zip:/path/a.zip}, {@code vfs:tgz:/path/a.tgz},
 * {@code vfs:ram:///}, {@code vfs:tmp:///}, {@code vfs:sftp://user@host/directory}, {@code
 * vfs:ftp://host/directory} and others.
 */
public final class VfsBackend implements Backend {

  /** Makes the backend, for {@link java.util.ServiceLoader}. */
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
  public String describe(FileSystem fileSystem) {
    return ((VfsFileSystem) fileSystem).description();
  }

  @Override
  public Map<String, Set<Capability>> kinds() {
    Set<Capability> remote = EnumSet.copyOf(Capability.WITHOUT_MODES);
    remote.remove(Capability.RESUME);
    Set<Capability> sent = EnumSet.copyOf(remote);
    sent.removeAll(
        EnumSet.of(Capability.APPEND, Capability.SET_TIME, Capability.SET_DIRECTORY_TIME));
    return Map.of(
        "vfs:zip:/a.zip",
        Set.of(),
        "vfs:tgz:/a.tgz",
        Set.of(),
        "vfs:ram:///",
        Capability.WITHOUT_MODES,
        "vfs:tmp:///",
        Capability.WITHOUT_MODES,
        "vfs:sftp://user@host/dir",
        remote,
        "vfs:ftp://user@host/dir",
        remote,
        "vfs:https://host/dir",
        Set.of(),
        "vfs:webdav4s://user@host/dir",
        sent);
  }
}
