package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.SlashPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.util.List;

/**
 * Paths and keys: a key is the prefix of the file system and the names of the path, byte for byte,
 * and no path leads out of the prefix. Immutable.
 */
final class Keys {

  private static final int MOST_BYTES = 1024;

  private final FileSystem fileSystem;
  private final String prefix;

  Keys(FileSystem fileSystem, String prefix) {
    this.fileSystem = fileSystem;
    this.prefix = prefix;
  }

  /**
   * A place in the bucket.
   *
   * @param key without a slash at the end; of the root, the prefix without its slash
   * @param path the path, as the caller gave it
   * @param isRoot whether it is the root
   */
  record Place(String key, String path, boolean isRoot) {

    /** What all keys below begin with. */
    String below() {
      return key.isEmpty() ? "" : key + "/";
    }
  }

  /** The place of a path of this file system. */
  Place of(Path path) throws FileSystemException {
    if (!(path instanceof SlashPath slashPath) || !slashPath.getFileSystem().equals(fileSystem)) {
      throw new ProviderMismatchException();
    }
    List<String> names = slashPath.namesFromRoot();
    String key = prefix + String.join("/", names);
    if (names.isEmpty()) {
      key = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    } else if (key.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new FileSystemException(path.toString(), null, "the name is too long");
    }
    return new Place(key, path.toString(), names.isEmpty());
  }

  /** The place of the directory that a path is in; the root is in itself. */
  Place parent(Path path) throws FileSystemException {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    return of(parent == null ? absolute : parent);
  }
}
