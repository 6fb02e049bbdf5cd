package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.spi.Settings;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.provider.FileProvider;

/**
 * What the settings of a location mean for the way to its server.
 *
 * @param vfs what the provider of VFS reads
 * @param provider the provider to use instead of the one that VFS has for the scheme, if any
 * @param connections what may be open to the server at once
 * @param timeout how long an answer of the server is waited for
 * @param remark what an administrator should know of it, empty or a phrase
 */
record RemoteOptions(
    FileSystemOptions vfs,
    Optional<FileProvider> provider,
    Connections connections,
    Duration timeout,
    String remark) {

  /** Reads the settings that the scheme knows. */
  static RemoteOptions of(String scheme, Settings settings) {
    return new RemoteOptions(
        new FileSystemOptions(),
        Optional.empty(),
        Connections.unbounded(),
        Duration.ofSeconds(30),
        "");
  }
}
