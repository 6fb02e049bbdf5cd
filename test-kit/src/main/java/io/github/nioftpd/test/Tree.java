package io.github.nioftpd.test;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * An open tree.
 *
 * @param served the file system that clients see
 * @param paths the path that a test uses for a path of a client
 * @param release ends the tree
 */
record Tree(FileSystem served, Function<String, Path> paths, Closeable release)
    implements Closeable {

  static Tree of(FileSystem fileSystem) {
    return new Tree(fileSystem, fileSystem::getPath, fileSystem);
  }

  Path path(String path) {
    return paths.apply(WantedTree.checked(path));
  }

  @Override
  public void close() throws IOException {
    release.close();
  }
}
