package io.github.nioftpd.data;

import java.io.Closeable;
import java.io.IOException;

/**
 * The way to a data connection that the client chose with PASV or EPSV ({@link Passive}), PORT or
 * EPRT ({@link Active}).
 */
public sealed interface DataRoute extends Closeable permits Passive, Active {

  /** Sets the direction of the transfer, before the client gets the reply 150. */
  void expect(boolean upload);

  /**
   * Brings the data connection up. A route can be used once.
   *
   * @throws DataOpenException when it does not come up in time, or the route was closed meanwhile
   */
  DataConnection connect() throws DataOpenException;

  /** Gives the route up; a thread that waits in {@link #connect()} is woken. */
  @Override
  void close() throws IOException;
}
