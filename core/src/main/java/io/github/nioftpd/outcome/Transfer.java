package io.github.nioftpd.outcome;

import io.github.nioftpd.data.DataConnection;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A transfer over a data connection. The file or directory of it is open already, so that a file
 * that cannot be opened is refused before the data connection comes up.
 *
 * <p>The loop calls {@link #copy}, then {@link #commit} when the data connection ended properly,
 * then always {@link #close}. A transfer that is closed without a commit is aborted.
 */
public non-sealed interface Transfer extends Outcome, Closeable {

  /** The text of the reply 150. */
  String opening();

  /**
   * The file that is moved.
   *
   * @return its path, absolute and normalised, or empty when there is none, as for a listing
   */
  Optional<Path> file();

  /**
   * Whether the client writes to the data connection.
   *
   * @return true for an upload
   */
  default boolean isUpload() {
    return false;
  }

  /** Moves the bytes. */
  void copy(DataConnection data) throws IOException;

  /** Publishes what arrived. */
  default void commit() throws IOException {}
}
