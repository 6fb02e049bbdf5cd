package io.github.nioftpd.fs.memory;

import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;

/**
 * Translates the paths of a {@link MemoryFileSystem} to those of the tree inside. They have the
 * same text, so exceptions name the path the caller gave.
 */
final class InsidePaths {

  private static final int NAME_LIMIT = 255;
  private static final int PATH_LIMIT = 4096;

  private final FileSystem fileSystem;
  private final FileSystem tree;

  InsidePaths(FileSystem fileSystem, FileSystem tree) {
    this.fileSystem = fileSystem;
    this.tree = tree;
  }

  /** The path inside, for a path outside whose names are not too long. */
  Path of(Path path) throws IOException {
    int length = 0;
    for (Path part : path) {
      int bytes = part.toString().getBytes(StandardCharsets.UTF_8).length;
      length += bytes + 1;
      if (bytes > NAME_LIMIT || length > PATH_LIMIT) {
        throw new FileSystemException(path.toString(), null, "the name is too long");
      }
    }
    return ofAnyLength(path);
  }

  /**
   * The path inside, for a path outside. Dots are resolved by name, as everywhere with {@link
   * SlashPath}.
   */
  Path ofAnyLength(Path path) {
    if (!(path instanceof SlashPath slashPath) || !slashPath.getFileSystem().equals(fileSystem)) {
      throw new ProviderMismatchException();
    }
    for (Path part : slashPath) {
      String name = part.toString();
      if (name.equals(".") || name.equals("..")) {
        return tree.getPath("/" + String.join("/", slashPath.namesFromRoot()));
      }
    }
    return tree.getPath(path.toString());
  }
}
