package io.github.nioftpd.transfer;

import io.github.nioftpd.data.AsciiStreams;
import io.github.nioftpd.data.DataConnection;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.outcome.Transfer;
import io.github.nioftpd.quota.QuotaMeter;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

/** A download. It fails if the file becomes shorter than announced. */
public final class Download implements Transfer {

  private final Path path;
  private final String opening;
  private final SeekableByteChannel file;
  private final long size;
  private final ReadableByteChannel source;
  private final boolean sendfile;
  private final Optional<QuotaMeter> meter;
  private final long claimed;
  private long moved;

  /**
   * Makes a transfer that sends a file from its position on.
   *
   * @param file the open file; closed with the transfer
   * @throws Refused when the account has to upload something first (550)
   */
  public Download(TransferContext context, Path path, SeekableByteChannel file) throws IOException {
    this.path = path;
    this.file = file;
    this.size = file.size();
    this.opening = "Opening data connection (" + size + " bytes).";
    this.source = context.ascii() ? AsciiStreams.toWire(file) : file;
    this.sendfile = context.sendfile();
    this.claimed = Math.max(0, size - file.position());
    this.meter = context.quota().claimDownload(claimed);
  }

  @Override
  public String opening() {
    return opening;
  }

  @Override
  public Optional<Path> file() {
    return Optional.of(path);
  }

  @Override
  public void copy(DataConnection data) throws IOException {
    try {
      data.send(source, sendfile);
    } finally {
      moved = data.moved();
    }
    boolean whole = source.equals(file) ? moved >= claimed : file.position() >= size;
    if (!whole) {
      throw new IOException("the file became shorter during the download: " + path);
    }
  }

  @Override
  public void close() throws IOException {
    meter.ifPresent(one -> one.settleDownload(claimed, moved));
    source.close();
  }
}
