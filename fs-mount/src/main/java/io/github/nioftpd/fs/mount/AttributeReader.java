package io.github.nioftpd.fs.mount;

import io.github.nioftpd.fs.AttributeNames;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.fs.StoreAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reading of attributes. A directory that stays where it is has those of the file system below,
 * or, where that has no such directory or cannot be reached, those of one that is made up. A mount
 * that could not be reached is left alone for a minute, so that it does not hold up those who list
 * the directory above it. Immutable.
 */
final class AttributeReader {

  private final BasicFileAttributes synthetic;

  /** Attributes of the directories that exist in the tree alone are those of a time. */
  AttributeReader(Instant made) {
    this.synthetic = StoreAttributes.directory(made);
  }

  /** Reads inner attributes; returns null where there is no directory. */
  private interface Reader<T> {
    @Nullable T read(Path inner) throws IOException;
  }

  <A extends BasicFileAttributes> A read(MountedPath mounted, Class<A> type, LinkOption... options)
      throws IOException {
    if (mounted.node() == null) {
      return mounted.on(inner -> own(mounted, Files.readAttributes(inner, type, options), type));
    }
    A found =
        directory(
            mounted,
            inner -> {
              A attributes = Files.readAttributes(inner, type);
              return attributes.isDirectory() ? own(mounted, attributes, type) : null;
            });
    return found == null ? synthetic(type) : found;
  }

  private static <A extends BasicFileAttributes> A own(
      MountedPath mounted, A attributes, Class<A> type) {
    MountPoint mount = mounted.mount();
    return mount == null ? attributes : FileKeys.in(mount, attributes, type);
  }

  private <A extends BasicFileAttributes> A synthetic(Class<A> type) {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException(type.getName());
    }
    return type.cast(synthetic);
  }

  Map<String, Object> read(MountedPath mounted, String names, LinkOption... options)
      throws IOException {
    if (mounted.node() == null) {
      return mounted.on(inner -> own(mounted, Files.readAttributes(inner, names, options)));
    }
    Map<String, Object> found =
        directory(
            mounted,
            inner -> {
              Map<String, Object> map = Files.readAttributes(inner, names);
              Object known = map.get("isDirectory");
              boolean is = known == null ? Presence.isDirectory(inner) : Boolean.TRUE.equals(known);
              return is ? own(mounted, map) : null;
            });
    return found == null ? AttributeNames.values(synthetic, AttributeNames.of(names)) : found;
  }

  private static Map<String, Object> own(MountedPath mounted, Map<String, Object> attributes) {
    MountPoint mount = mounted.mount();
    return mount == null ? attributes : FileKeys.in(mount, attributes);
  }

  private static <T> @Nullable T directory(MountedPath mounted, Reader<T> reader) {
    MountPoint mount = mounted.mount();
    if (mount == null || mount.isLost()) {
      return null;
    }
    try {
      T found = reader.read(mounted.inner());
      mount.markReached();
      return found;
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (mounted.isMountPoint()) {
        mount.markLost();
      }
      return null; // on the way to a mount there need not be a directory below
    } catch (IOException e) {
      mount.markLost();
      return null;
    }
  }
}
