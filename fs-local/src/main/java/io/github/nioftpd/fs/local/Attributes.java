package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** The reading of attributes: from the open directory stream a path came from, or by its path. */
final class Attributes {

  private Attributes() {}

  /** One reading of attributes of a path of the host. */
  interface Reading<T> {
    T of(Path host, LinkOption... links) throws IOException;
  }

  static <T> T read(LocalProvider provider, SlashPath path, boolean follow, Reading<T> reading)
      throws IOException {
    if (path.note() instanceof LocalDirectoryStream.Entry entry) {
      try {
        Optional<T> read = entry.read(follow, reading);
        if (read.isPresent()) {
          return read.get();
        }
      } catch (FileSystemException e) {
        throw HostFailures.of(e, path);
      }
    }
    return provider.at(path, follow, place -> reading.of(place.host(), place.links()));
  }

  /** The key of a file; its real path where it has none, its name where there is no file. */
  static Object identity(LocalProvider provider, SlashPath path) throws IOException {
    try {
      return provider.at(
          path,
          true,
          place -> {
            Object key = place.attributes().fileKey();
            return key == null ? place.host().toRealPath() : key;
          });
    } catch (NoSuchFileException | NotDirectoryException e) {
      return path;
    }
  }
}
