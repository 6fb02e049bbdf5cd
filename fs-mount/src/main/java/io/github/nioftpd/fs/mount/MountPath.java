package io.github.nioftpd.fs.mount;

import java.util.List;

/** The check of a path at which something is to be mounted. */
final class MountPath {

  private MountPath() {}

  /** The path without needless slashes. */
  static String checked(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a mount has an absolute path, not " + path);
    }
    if (path.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a mount has no NUL in its path");
    }
    List<String> names = List.of(path.split("/")).stream().filter(name -> !name.isEmpty()).toList();
    if (names.contains(".") || names.contains("..")) {
      throw new IllegalArgumentException("a mount has a path without . and .., not " + path);
    }
    return "/" + String.join("/", names);
  }
}
