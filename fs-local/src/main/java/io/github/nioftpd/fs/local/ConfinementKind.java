package io.github.nioftpd.fs.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The kinds of confinement to a root, the strongest first. */
enum ConfinementKind {
  /** The kernel resolves each path beneath the root. */
  KERNEL,

  /** Each path is resolved and compared with the root before it is used. */
  CHECKED;

  /** The strongest confinement the host offers, or empty when this one is not offered. */
  Optional<Confinement> confine(Path realRoot, Symlinks policy) throws IOException {
    return switch (this) {
      case KERNEL -> KernelConfinement.probe(realRoot, policy);
      case CHECKED -> Optional.of(new CheckedConfinement(realRoot, policy));
    };
  }

  static Confinement strongest(Path realRoot, Symlinks policy) throws IOException {
    if (policy == Symlinks.FOLLOW) {
      return new NoConfinement(realRoot);
    }
    for (ConfinementKind kind : values()) {
      Optional<Confinement> confinement = kind.confine(realRoot, policy);
      if (confinement.isPresent()) {
        return confinement.get();
      }
    }
    throw new IOException("There is no way to confine users to " + realRoot + ".");
  }
}
