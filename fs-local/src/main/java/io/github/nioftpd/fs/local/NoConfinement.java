package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.SlashPath;
import java.nio.file.Path;

/**
 * The absence of confinement: links lead where they lead, and only {@code ..} stops at the root.
 */
final class NoConfinement implements Confinement {

  private final Path root;

  NoConfinement(Path realRoot) {
    this.root = realRoot;
  }

  @Override
  public HostPath target(SlashPath path) {
    return HostPath.followed(host(path));
  }

  @Override
  public HostPath entry(SlashPath path) {
    return HostPath.of(host(path));
  }

  private Path host(SlashPath path) {
    Path host = root;
    for (String name : path.namesFromRoot()) {
      HostNames.require(name);
      host = HostNames.below(host, name);
    }
    return host;
  }

  @Override
  public String phrase() {
    return "not confined";
  }

  @Override
  public void close() {
    // Holds nothing open.
  }
}
