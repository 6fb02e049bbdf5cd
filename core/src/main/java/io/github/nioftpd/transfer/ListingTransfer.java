package io.github.nioftpd.transfer;

import io.github.nioftpd.data.DataConnection;
import io.github.nioftpd.data.LineWriter;
import io.github.nioftpd.outcome.Transfer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;

/** A listing that is sent to the client line by line, as entries are read. */
public final class ListingTransfer implements Transfer {

  /** Yields the lines of a listing. */
  @FunctionalInterface
  public interface Source {
    /** Writes all lines. */
    void writeTo(LineWriter out) throws IOException;
  }

  private final Source source;
  private final Closeable resource;
  private final Charset charset;

  /**
   * Makes a transfer.
   *
   * @param resource the resource opened for it; closed with the transfer
   */
  public ListingTransfer(Charset charset, Source source, Closeable resource) {
    this.source = source;
    this.resource = resource;
    this.charset = charset;
  }

  @Override
  public String opening() {
    return "Opening data connection for a listing.";
  }

  @Override
  public Optional<Path> file() {
    return Optional.empty();
  }

  @Override
  public void copy(DataConnection data) throws IOException {
    LineWriter out = new LineWriter(data, charset);
    source.writeTo(out);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    resource.close();
  }
}
