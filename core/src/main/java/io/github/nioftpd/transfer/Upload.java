package io.github.nioftpd.transfer;

import io.github.nioftpd.data.AsciiStreams;
import io.github.nioftpd.data.DataConnection;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.outcome.Transfer;
import io.github.nioftpd.quota.AccountQuota;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

/** An upload. Only {@link #commit()} publishes the file. */
public final class Upload implements Transfer {

  /** Which part of the file the upload makes. */
  public enum Way {
    /** The whole file. */
    WHOLE,
    /** Bytes after its end. */
    APPEND,
    /** Bytes from the REST offset on. */
    PART
  }

  private final Path path;
  private final String opening;
  private final UploadChannel file;
  private final boolean ascii;
  private final boolean mayBeCut;

  private Upload(TransferContext context, Path path, UploadChannel file, String opening) {
    this.path = path;
    this.mayBeCut = context.toleratesCut();
    this.file = file;
    this.ascii = context.ascii();
    this.opening = opening;
  }

  /**
   * Makes a transfer that writes to a file, no more than the account may store.
   *
   * @return an upload whose file is open
   * @throws Refused when the account may not store any more (552)
   */
  public static Upload open(
      TransferContext context, Path path, Way way, AccountQuota.Opener opener, String opening)
      throws IOException {
    UploadChannel file = UploadChannel.open(context.quota(), path, way, opener);
    return new Upload(context, path, file, opening);
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
  public boolean isUpload() {
    return true;
  }

  @Override
  public void copy(DataConnection data) throws IOException {
    if (mayBeCut) {
      data.tolerateCut();
    }
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
    file.publish();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
