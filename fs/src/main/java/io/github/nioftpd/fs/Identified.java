package io.github.nioftpd.fs;

import java.util.Optional;

/**
 * An open file with its identity, which saves a lookup by its path. As safe for several threads as
 * the channel that implements it.
 */
public interface Identified {

  /**
   * The identity of the file: what {@link Capable#identity} returns for its path.
   *
   * @return a key with {@code equals} and {@code hashCode}; empty when the path has to be asked
   */
  Optional<Object> identity();
}
