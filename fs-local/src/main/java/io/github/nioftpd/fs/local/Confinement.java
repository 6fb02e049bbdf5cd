package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.SlashPath;
import java.io.Closeable;
import java.io.IOException;

/**
 * The mapping from paths of the file system to paths of the host below the root. Chosen once for
 * each file system, by the features of the host.
 */
sealed interface Confinement extends Closeable
    permits KernelConfinement, CheckedConfinement, NoConfinement {

  /**
   * Finds what a path leads to when links are followed as far as the policy allows.
   *
   * @throws IOException when it does not exist or lies outside; the exception names the path
   */
  HostPath target(SlashPath path) throws IOException;

  /**
   * Finds the entry a path names: its directory exists, itself it need not, and it may be a link.
   *
   * @throws IOException when its directory does not exist or lies outside
   */
  HostPath entry(SlashPath path) throws IOException;

  /** The confinement in a few words. */
  String phrase();
}
