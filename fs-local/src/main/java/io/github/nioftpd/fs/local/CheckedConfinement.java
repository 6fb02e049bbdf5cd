package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;

/**
 * The confinement by looking first: the real path is found and compared with the root before each
 * use. Somebody who can rename directories on the host, or through another session, and hits the
 * moment between the two gets out; nothing better is available on every system.
 */
final class CheckedConfinement implements Confinement {

  private final Path root;
  private final Symlinks policy;

  CheckedConfinement(Path realRoot, Symlinks policy) {
    this.root = realRoot;
    this.policy = policy;
  }

  @Override
  public HostPath target(SlashPath path) throws IOException {
    return HostPath.of(real(path.namesFromRoot(), path));
  }

  @Override
  public HostPath entry(SlashPath path) throws IOException {
    List<String> names = path.namesFromRoot();
    if (names.isEmpty()) {
      return target(path);
    }
    Path directory = real(names.subList(0, names.size() - 1), path);
    HostNames.require(names.getLast());
    return HostPath.of(HostNames.below(directory, names.getLast()));
  }

  private Path real(List<String> names, SlashPath given) throws IOException {
    Path host = root;
    for (String name : names) {
      HostNames.require(name);
      host = HostNames.below(host, name);
      if (policy == Symlinks.NONE && Presence.isLink(host)) {
        throw new AccessDeniedException(given.toString(), null, "symbolic links are not followed");
      }
    }
    Path real;
    try {
      real = host.toRealPath();
    } catch (IOException e) {
      if (!HostFailures.isTemporary(e)) {
        requireWithin(names, given);
      }
      throw e;
    }
    return within(real, given);
  }

  private Path within(Path real, SlashPath given) throws AccessDeniedException {
    if (!real.startsWith(root)) {
      throw new AccessDeniedException(given.toString(), null, "leads out of the file system");
    }
    return real;
  }

  /**
   * The reason why a path through a link cannot be resolved would disclose files outside, so a link
   * that leads out and one that leads nowhere are refused alike.
   */
  private void requireWithin(List<String> names, SlashPath given) throws IOException {
    Path host = root;
    for (String name : names) {
      host = HostNames.below(host, name);
      if (Presence.isLink(host)) {
        try {
          host = within(host.toRealPath(), given);
        } catch (IOException e) {
          if (HostFailures.isTemporary(e)) {
            throw e;
          }
          throw new AccessDeniedException(given.toString(), null, "leads out of the file system");
        }
      }
    }
  }

  @Override
  public String phrase() {
    return "confined by checks before each use (weaker: a link swapped in time leads out)";
  }

  @Override
  public void close() {
    // Holds nothing open.
  }
}
