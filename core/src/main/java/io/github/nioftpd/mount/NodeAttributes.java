package io.github.nioftpd.mount;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reading of the attributes of a directory that stays where it is: those of the file system
 * below, or, where it has no such directory or cannot be reached, those of one that is made up. A
 * mount that could not be reached is left alone for a minute, so that it does not hold up those who
 * list the directory above it.
 */
final class NodeAttributes {

  private NodeAttributes() {}

  /** How attributes are read below. */
  interface Reader<T> {
    T read(Path inner) throws IOException;
  }

  static <T> T read(Spot spot, Reader<T> reader, Predicate<T> isDirectory, Supplier<T> synthetic) {
    MountPoint mount = spot.mount();
    if (mount == null || mount.isLost()) {
      return synthetic.get();
    }
    T found = found(spot, mount, reader);
    return found != null && isDirectory.test(found) ? found : synthetic.get();
  }

  private static <T> @Nullable T found(Spot spot, MountPoint mount, Reader<T> reader) {
    try {
      T found = reader.read(spot.inner());
      mount.find();
      return found;
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (spot.isMountPoint()) {
        mount.lose();
      }
      return null; // on the way to a mount there need not be a directory below
    } catch (IOException e) {
      mount.lose();
      return null;
    }
  }
}
