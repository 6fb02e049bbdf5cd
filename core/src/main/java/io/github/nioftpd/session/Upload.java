package io.github.nioftpd.session;

import io.github.nioftpd.data.AsciiStreams;
import io.github.nioftpd.data.DataConnection;
import io.github.nioftpd.spi.Abortable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/** A file on its way from the client. It is published by {@link #commit()} alone. */
public final class Upload implements Transfer {

  private final String path;
  private final String opening;
  private final SeekableByteChannel file;
  private final boolean ascii;
  private boolean committed;

  /**
   * Makes a transfer that writes at the position of a file.
   *
   * @param session the session, which tells the type
   * @param path the file's path
   * @param file the open file; closed with the transfer
   * @param opening the text of the reply 150
   */
  public Upload(Session session, String path, SeekableByteChannel file, String opening) {
    this.path = path;
    this.file = file;
    this.ascii = session.parameters().isAscii();
    this.opening = opening;
  }

  @Override
  public String opening() {
    return opening;
  }

  @Override
  public Optional<String> file() {
    return Optional.of(path);
  }

  @Override
  public void copy(DataConnection data) throws IOException {
    if (!ascii) {
      data.receive(file);
      return;
    }
    try (WritableByteChannel converted = AsciiStreams.fromWire(file)) {
      data.receive(converted);
    }
  }

  @Override
  public void commit() throws IOException {
    file.close();
    committed = true;
  }

  @Override
  public void close() throws IOException {
    if (!committed && file instanceof Abortable abortable) {
      abortable.abort();
    } else {
      file.close();
    }
  }
}
