package io.github.nioftpd.transfer;

import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.quota.AccountQuota;
import io.github.nioftpd.quota.AccountQuota.Opener;
import io.github.nioftpd.quota.QuotaMeter;
import io.github.nioftpd.quota.Writers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The file of an upload, which enforces the largest upload and the quota. A refused upload leaves
 * nothing behind. Owned by the thread of the transfer.
 */
final class UploadChannel implements WritableByteChannel {

  private final Path path;
  private final SeekableByteChannel file;
  private final AccountQuota quota;
  private final Writers.Claim writing;
  private final Optional<QuotaMeter.Claim> claim;

  /** Whether the file is made by this upload alone. */
  private final boolean whole;

  private long sizeBefore;
  private long end;
  private long written;
  private boolean refused;
  private boolean ended;

  private UploadChannel(
      Path path,
      boolean whole,
      AccountQuota quota,
      AccountQuota.Opened opened,
      Writers.Claim writing) {
    this.path = path;
    this.whole = whole;
    this.quota = quota;
    this.file = opened.file();
    this.claim = opened.claim();
    this.writing = writing;
  }

  /**
   * Opens a file for an upload.
   *
   * @throws Refused when the account may not store any more (552), or the file is being uploaded
   *     already (450)
   */
  static UploadChannel open(AccountQuota quota, Path path, Upload.Way way, Opener opener)
      throws IOException {
    Writers.Claim writing = quota.writers().claim(path);
    boolean done = false;
    try {
      boolean append = way == Upload.Way.APPEND;
      AccountQuota.Opened opened = quota.open(path, append, opener);
      boolean whole = way == Upload.Way.WHOLE || (append && opened.made());
      UploadChannel intake = new UploadChannel(path, whole, quota, opened, writing);
      intake.begin(way);
      done = true;
      return intake;
    } finally {
      if (!done) {
        writing.close();
      }
    }
  }

  private void begin(Upload.Way way) throws IOException {
    boolean begun = false;
    try {
      writing.opened(file);
      if (claim.isEmpty() && file instanceof Abortable abortable && abortable.isAtomic()) {
        writing.close(); // it is a file of its own until it takes the place of the other
      }
      sizeBefore = whole ? 0 : file.size();
      end = way == Upload.Way.PART ? file.position() : sizeBefore;
      begun = true;
    } finally {
      if (!begun) {
        close();
      }
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    long wanted = end + source.remaining();
    boolean admitted = false;
    try {
      quota.requireSmall(wanted);
      if (claim.isPresent()) {
        claim.get().reach(wanted, quota.limits().quota());
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
    writing.close();
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
      writing.close();
    }
  }

  private void giveUp() throws IOException {
    if (!refused) {
      Abortable.abort(file);
      return;
    }
    if (file instanceof Abortable abortable) {
      abortable.discard();
      return;
    }
    try (file) {
      file.truncate(whole ? 0 : sizeBefore); // the file may have other names
    } catch (UnsupportedOperationException e) {
      if (!whole) {
        throw e;
      }
    }
    // another file may have been renamed to its name
    if (whole && writing.isInPlace() && !isLink()) {
      writing.forgetFile();
      Files.deleteIfExists(path);
    }
  }

  private boolean isLink() throws IOException {
    return Presence.of(path, LinkOption.NOFOLLOW_LINKS)
        .map(BasicFileAttributes::isSymbolicLink)
        .orElse(false);
  }
}
