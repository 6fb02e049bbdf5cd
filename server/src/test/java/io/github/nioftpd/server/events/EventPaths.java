package io.github.nioftpd.server.events;

import io.github.nioftpd.event.FtpEvent.Changed;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.memory.MemoryFileSystem;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Optional;

/** Paths in memory, for events in tests. */
public final class EventPaths {

  private static final FileSystem FILES = MemoryFileSystem.open(1 << 20, 100);

  private EventPaths() {}

  /** A path with any characters. */
  public static Path path(String text) {
    return SlashPath.parse(FILES, text);
  }

  /** The removal of a file. */
  public static Changed deleted(Client client, String path) {
    return new Changed(client, "DELE", path, path(path), Optional.empty());
  }
}
