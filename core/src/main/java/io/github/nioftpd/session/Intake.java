package io.github.nioftpd.session;

import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.session.Upload.Opener;
import io.github.nioftpd.spi.Abortable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that is uploaded, and takes no more than its account may store: neither a larger file nor
 * more in all. Nothing is left of what was too much. Owned by the thread of the transfer.
 */
final class Intake implements WritableByteChannel {

  private final Path path;
  private final SeekableByteChannel file;
  private final AccountLimits limits;
  private final Optional<Meter.Claim> claim;

  /** Whether the file is made by this upload alone. */
  private final boolean whole;

  private final long sizeBefore;
  private long end;
  private long written;
  private boolean refused;
  private boolean ended;

  private Intake(
      Path path, Upload.Way way, AccountLimits limits, Optional<Meter> meter, Opener opener)
      throws IOException {
    this.path = path;
    this.limits = limits;
    boolean made;
    if (meter.isPresent()) {
      Meter.Opened opened = meter.get().open(path, limits, opener);
      this.file = opened.file();
      this.claim = Optional.of(opened.claim());
      made = opened.made();
    } else {
      // what cannot be refused need not be undone, so it does not matter then
      made = way == Upload.Way.APPEND && limits.largestUpload() > 0 && Files.notExists(path);
      this.file = opener.open();
      this.claim = Optional.empty();
    }
    this.whole = way == Upload.Way.WHOLE || (way == Upload.Way.APPEND && made);
    this.sizeBefore = whole ? 0 : sizeOrClose();
    this.end = way == Upload.Way.PART ? file.position() : sizeBefore;
  }

  private long sizeOrClose() throws IOException {
    boolean known = false;
    try {
      long size = file.size();
      known = true;
      return size;
    } finally {
      if (!known) {
        close();
      }
    }
  }

  /**
   * Opens a file for an upload.
   *
   * @throws Refused when the account may not store any more (552), or the file is being uploaded
   *     already (450)
   */
  static Intake open(Session session, Path path, Upload.Way way, Opener opener) throws IOException {
    return new Intake(path, way, session.account().limits(), session.logins().meter(), opener);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    long wanted = end + source.remaining();
    boolean admitted = false;
    try {
      if (limits.largestUpload() > 0 && wanted > limits.largestUpload()) {
        throw new Refused(552, "The file is larger than an upload may be.");
      }
      if (claim.isPresent()) {
        claim.get().reach(wanted, limits.quota());
      }
      admitted = true;
    } finally {
      refused |= !admitted;
    }
    int count = file.write(source);
    end += count;
    written += count;
    return count;
  }

  /** Closes the file as it should be. */
  void publish() throws IOException {
    file.close();
    ended = true;
    claim.ifPresent(one -> one.settle(path, written));
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  /** Gives the upload up, unless it was published. */
  @Override
  public void close() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    try {
      giveUp();
    } finally {
      claim.ifPresent(one -> one.settle(path, 0));
    }
  }

  private void giveUp() throws IOException {
    if (file instanceof Abortable abortable) {
      if (refused) {
        abortable.discard();
      } else {
        abortable.abort();
      }
      return;
    }
    try (file) {
      if (refused && !whole) {
        file.truncate(sizeBefore);
      }
    }
    if (refused && whole) {
      Files.deleteIfExists(path);
    }
  }
}
