package io.github.nioftpd.fs.mount;

import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Symbolic and hard links, which stay within their mount. */
final class Links {

  private Links() {}

  /** Makes a symbolic link. A relative target is taken as it is. */
  static void create(
      MountedPath link, MountedPath target, Path text, FileAttribute<?>... attributes)
      throws IOException {
    if (text.isAbsolute() && target.mount() != link.mount()) {
      throw outside(link, text);
    }
    link.on(
        inner -> {
          Path there =
              text.isAbsolute() ? target.inner() : inner.getFileSystem().getPath(text.toString());
          return Files.createSymbolicLink(inner, there, attributes);
        });
  }

  static void createHard(MountedPath link, MountedPath existing) throws IOException {
    if (existing.mount() != link.mount() || existing.node() != null) {
      throw outside(link, existing.path());
    }
    Path there = existing.inner();
    link.on(inner -> Files.createLink(inner, there));
  }

  private static FileSystemException outside(MountedPath link, Path target) {
    return new FileSystemException(
        link.path().toString(), target.toString(), "links do not leave their mount");
  }

  /** The target of a symbolic link as a path of the tree. */
  static Path read(MountedPath link) throws IOException {
    MountPoint mount = link.mount();
    if (link.node() != null || mount == null) {
      throw new NotLinkException(link.path().toString());
    }
    Path text = link.on(Files::readSymbolicLink);
    SlashPath mine = text.isAbsolute() ? inside(mount, text) : relative(link, text);
    if (mine == null) {
      throw new AccessDeniedException(link.path().toString(), null, "leads out of its mount");
    }
    return mine;
  }

  private static SlashPath relative(MountedPath link, Path text) {
    return SlashPath.parse(link.path().getFileSystem(), String.join("/", names(text)));
  }

  private static @Nullable SlashPath inside(MountPoint mount, Path text) throws IOException {
    Path base = mount.directory();
    if (!text.startsWith(base)) {
      return null;
    }
    List<String> names = names(text);
    SlashPath at = mount.at();
    return at.resolve(
        SlashPath.parse(
            at.getFileSystem(),
            String.join("/", names.subList(base.getNameCount(), names.size()))));
  }

  private static List<String> names(Path path) {
    List<String> names = new ArrayList<>();
    path.forEach(name -> names.add(name.toString()));
    return names;
  }
}
