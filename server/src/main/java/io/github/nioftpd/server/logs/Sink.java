package io.github.nioftpd.server.logs;

import java.io.IOException;

/** Where lines end. Used by one thread at a time. */
interface Sink extends AutoCloseable {

  /**
   * Writes a line.
   *
   * @throws IOException when it could not be written; the next one may be
   */
  void write(Line line) throws IOException;

  @Override
  void close() throws IOException;
}
