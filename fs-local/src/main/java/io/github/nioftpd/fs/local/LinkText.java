package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.SlashPath;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** The target of a symbolic link as users may see it: never a path of the host. */
final class LinkText {

  private LinkText() {}

  /**
   * Turns the text of a link into a path relative to the link.
   *
   * @throws AccessDeniedException when the link names something outside the root
   */
  static SlashPath inside(LocalFileSystem fileSystem, SlashPath link, Path text)
      throws AccessDeniedException {
    SlashPath place = SlashPath.parse(fileSystem, "/" + String.join("/", link.namesFromRoot()));
    SlashPath directory = place.resolve(SlashPath.parse(fileSystem, "..")).normalize();
    if (!text.isAbsolute()) {
      if (leaves(directory.getNameCount(), text)) {
        throw outside(link);
      }
      return SlashPath.parse(fileSystem, HostNames.all(text));
    }
    Path target = text.normalize();
    for (Path root : fileSystem.locations()) {
      if (target.startsWith(root)) {
        String below = HostNames.all(root.relativize(target));
        return directory.relativize(SlashPath.parse(fileSystem, "/" + below));
      }
    }
    throw outside(link);
  }

  private static boolean leaves(int depth, Path text) {
    int level = depth;
    for (Path name : text) {
      level += name.toString().equals("..") ? -1 : name.toString().equals(".") ? 0 : 1;
      if (level < 0) {
        return true;
      }
    }
    return false;
  }

  private static AccessDeniedException outside(SlashPath link) {
    return new AccessDeniedException(link.toString(), null, "leads out of the file system");
  }
}
