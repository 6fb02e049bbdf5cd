package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.SlashPath;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a file system.
 *
 * @param path as the caller calls it, for exceptions
 * @param names from the root, none of which is {@code .} or {@code ..}
 */
record VfsLocation(String path, List<String> names) {

  static VfsLocation of(Path path) {
    if (!(path instanceof SlashPath slashPath)) {
      throw new ProviderMismatchException();
    }
    return new VfsLocation(path.toString(), slashPath.namesFromRoot());
  }

  boolean isRoot() {
    return names.isEmpty();
  }

  VfsLocation parent() {
    return new VfsLocation(path, names.subList(0, names.size() - 1));
  }

  VfsLocation child(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new VfsLocation(path + "/" + name, List.copyOf(longer));
  }

  String name() {
    return names.getLast();
  }

  boolean isBelow(VfsLocation other) {
    return names.size() > other.names.size()
        && names.subList(0, other.names.size()).equals(other.names);
  }
}
