package io.github.nioftpd.test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The files and directories of a new tree. Owned by the thread that configures. */
final class WantedTree {

  /** The content by path; empty for a directory. */
  private final Map<String, Optional<Content>> entries = new LinkedHashMap<>();

  WantedTree copy() {
    WantedTree copy = new WantedTree();
    copy.entries.putAll(entries);
    return copy;
  }

  /** Checks that a path is absolute and normalized. */
  static String checked(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(
          "\"" + path + "\" is a relative path; write \"/" + path + "\"");
    }
    if (path.length() > 1 && path.matches(".*(/\\.{0,2}(/.*|$)).*")) {
      throw new IllegalArgumentException(
          "\"" + path + "\" has an empty name, a dot or a slash at its end; write /dir/file");
    }
    return path;
  }

  void file(String path, Content content) {
    if (checked(path).equals("/")) {
      throw new IllegalArgumentException("\"/\" is the root, and not a file");
    }
    Optional<Content> there = entries.get(path);
    if (there != null) {
      throw new IllegalArgumentException(
          there.isPresent()
              ? "two files have the path " + path
              : path + " is a directory, and cannot be a file");
    }
    for (String above : above(path)) {
      putDirectory(above, path);
    }
    entries.put(path, Optional.of(content));
  }

  void directory(String path) {
    for (String above : above(checked(path))) {
      putDirectory(above, path);
    }
    if (!path.equals("/")) {
      putDirectory(path, path);
    }
  }

  private void putDirectory(String directory, String path) {
    if (entries.computeIfAbsent(directory, name -> Optional.empty()).isPresent()) {
      throw new IllegalArgumentException(
          directory.equals(path)
              ? path + " is a file, and cannot be a directory"
              : directory + " is a file, so " + path + " cannot be below it");
    }
  }

  /** The directories above a path, without the root, the uppermost first. */
  private static List<String> above(String path) {
    List<String> above = new ArrayList<>();
    for (int i = path.indexOf('/', 1); i > 0; i = path.indexOf('/', i + 1)) {
      above.add(path.substring(0, i));
    }
    return above;
  }

  /** Creates the entries; a file that exists is replaced. */
  void createIn(Function<String, Path> tree) throws IOException {
    for (Map.Entry<String, Optional<Content>> entry : entries.entrySet()) {
      Path path = tree.apply(entry.getKey());
      if (entry.getValue().isEmpty()) {
        Files.createDirectories(path);
        continue;
      }
      try (InputStream in = entry.getValue().get().open()) {
        Files.copy(in, path, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
