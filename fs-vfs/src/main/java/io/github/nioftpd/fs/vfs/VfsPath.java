package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.SlashPath;
import java.util.ArrayList;
import java.util.List;

/**
 * A resolved path.
 *
 * @param text as given by the caller, for exceptions
 * @param names from the root, without {@code .} and {@code ..}
 */
record VfsPath(String text, List<String> names) {

  static VfsPath of(SlashPath path) {
    return new VfsPath(path.toString(), path.namesFromRoot());
  }

  boolean isRoot() {
    return names.isEmpty();
  }

  VfsPath parent() {
    return new VfsPath(text, names.subList(0, names.size() - 1));
  }

  VfsPath child(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new VfsPath(text + "/" + name, List.copyOf(longer));
  }

  String name() {
    return names.getLast();
  }

  boolean isBelow(VfsPath other) {
    return names.size() > other.names.size()
        && names.subList(0, other.names.size()).equals(other.names);
  }
}
