package io.github.nioftpd.fs.local;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Directory trees of the host, beside those that are served. */
final class HostTrees {

  private HostTrees() {}

  /** All files below a directory but not below another one, with content, mode and time. */
  static Map<String, String> snapshot(Path top, Path except) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : files.filter(path -> !path.startsWith(except)).toList()) {
        BasicFileAttributes attributes =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String content = attributes.isRegularFile() ? Files.readString(file) : "";
        all.put(
            file.toString(),
            content + attributes.lastModifiedTime() + Files.getPosixFilePermissions(file));
      }
    }
    return all;
  }

  /** Replaces a directory with a link, and back, repeatedly; both have names beside it. */
  static Callable<Void> swap(Path name, BooleanSupplier running) {
    Path link = name.resolveSibling("hidden-link");
    Path directory = name.resolveSibling("hidden-directory");
    return () -> {
      while (running.getAsBoolean()) {
        Files.move(name, directory, ATOMIC_MOVE);
        Files.move(link, name, ATOMIC_MOVE);
        Files.move(name, link, ATOMIC_MOVE);
        Files.move(directory, name, ATOMIC_MOVE);
      }
      return null;
    };
  }
}
