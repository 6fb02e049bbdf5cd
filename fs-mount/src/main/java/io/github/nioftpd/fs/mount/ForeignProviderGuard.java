package io.github.nioftpd.fs.mount;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;

import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Presence;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;

/**
 * Checks before operations of an unknown file system: some overwrite files that they should keep,
 * write below a file, or delete the entries of a directory. Mounts that are not {@link
 * Mount#probed()} are trusted.
 */
final class ForeignProviderGuard {

  private ForeignProviderGuard() {}

  private static boolean isTrusted(MountedPath mounted) {
    MountPoint mount = mounted.mount();
    return mount == null || !mount.isProbed();
  }

  /**
   * Before a file is opened to be written.
   *
   * @throws UnsupportedOperationException when it could only be written in another way
   */
  static void beforeWriting(MountedPath mounted, Set<? extends OpenOption> options)
      throws IOException {
    if (isTrusted(mounted)) {
      return;
    }
    boolean anew = options.contains(TRUNCATE_EXISTING) || options.contains(CREATE_NEW);
    Capability needed =
        options.contains(APPEND) ? Capability.APPEND : anew ? Capability.WRITE : Capability.RESUME;
    if (needed == Capability.RESUME && !Presence.exists(mounted.inner())) {
      if (!options.contains(CREATE)) {
        throw new NoSuchFileException(mounted.path().toString());
      }
      needed = Capability.WRITE; // there is nothing to keep
    }
    if (!mounted.capabilities().contains(needed)) {
      throw new UnsupportedOperationException(needed.label());
    }
    beforeMaking(mounted);
  }

  /** Before something new is made: the directory that it belongs in has to be there. */
  static void beforeMaking(MountedPath mounted) throws IOException {
    Path directory = isTrusted(mounted) ? null : mounted.inner().getParent();
    if (directory != null && !Presence.isDirectory(directory)) {
      throw new NoSuchFileException(mounted.path().toString());
    }
  }

  /** Before something is moved or copied to where something may be already. */
  static void beforeReplacing(MountedPath target) throws IOException {
    beforeMaking(target);
    if (isTrusted(target) || !Presence.isDirectory(target.inner(), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(target.inner())) {
      if (entries.iterator().hasNext()) {
        throw new DirectoryNotEmptyException(target.path().toString());
      }
    }
  }

  /** Before a directory is listed. */
  static void beforeListing(MountedPath mounted) throws IOException {
    if (!isTrusted(mounted) && !Presence.exists(mounted.inner())) {
      throw new NoSuchFileException(mounted.path().toString());
    }
  }
}
