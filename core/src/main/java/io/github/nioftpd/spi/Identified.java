package io.github.nioftpd.spi;

import java.util.Optional;

/**
 * An open file that knows which one it is, so that nobody has to look for it by its path again. As
 * safe for several threads as the channel that implements it.
 */
public interface Identified {

  /**
   * The file, as {@link Capable#identity} tells it of a path.
   *
   * @return a key with {@code equals} and {@code hashCode}; empty when the path has to be asked
   */
  Optional<Object> identity();
}
