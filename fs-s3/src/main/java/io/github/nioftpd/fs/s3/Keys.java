package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.SlashPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.util.List;

/**
 * Path to S3 key mapping: a key is the prefix of the file system and the names of the path, byte
 * for byte. No path leaves the prefix. Immutable.
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
   * A path and its key.
   *
   * @param key without a trailing slash; the key of the root is the prefix without its slash
   * @param path as given by the caller
   */
  record ObjectPath(String key, String path, boolean isRoot) {

    /** The prefix of all keys in the directory. */
    String below() {
      return key.isEmpty() ? "" : key + "/";
    }
  }

  ObjectPath of(Path path) throws FileSystemException {
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
    return new ObjectPath(key, path.toString(), names.isEmpty());
  }

  /** The parent directory; that of the root is the root. */
  ObjectPath parent(Path path) throws FileSystemException {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    return of(parent == null ? absolute : parent);
  }
}
