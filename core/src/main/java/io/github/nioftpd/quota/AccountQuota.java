package io.github.nioftpd.quota;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Usage;
import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.outcome.Refused;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Quota, ratio and largest upload of the account of a session. Files are measured before and after
 * each change, so that overwriting, replacing and half an upload are counted as what they leave. A
 * file that is being uploaded can be neither written nor moved otherwise meanwhile.
 */
public final class AccountQuota {
  private final Account account;
  private final AccountLimits limits;
  private final Optional<QuotaMeter> meter;
  private final Writers writers;

  public AccountQuota(Account account, QuotaMeter meter, Writers writers) {
    this.account = account;
    this.limits = account.limits();
    this.meter = limits.isMetered() ? Optional.of(meter) : Optional.empty();
    this.writers = writers;
  }

  /** A change of files. */
  @FunctionalInterface
  public interface Change {
    void make() throws IOException;
  }

  /** Opens a file; the position of the channel is where the upload begins, or it appends. */
  @FunctionalInterface
  public interface Opener {
    SeekableByteChannel open() throws IOException;
  }

  /** An open file, the claim it was opened with, and whether it did not exist before. */
  public record Opened(SeekableByteChannel file, Optional<QuotaMeter.Claim> claim, boolean made) {}

  public AccountLimits limits() {
    return limits;
  }

  public Writers writers() {
    return writers;
  }

  /** Current usage; empty without a quota and a ratio. */
  public Optional<Usage> usage() throws IOException {
    return meter.isPresent() ? Optional.of(meter.get().usage()) : Optional.empty();
  }

  /** The most bytes an upload may have now; {@link Long#MAX_VALUE} without a limit. */
  public long bytesLeft() throws IOException {
    long largest = limits.largestUpload() == 0 ? Long.MAX_VALUE : limits.largestUpload();
    return meter.isPresent() ? Math.min(largest, meter.get().bytesLeft(limits.quota())) : largest;
  }

  /** Makes a change that does not add files. */
  public void change(Change change, Path... paths) throws IOException {
    change(change, 0, paths);
  }

  /**
   * Makes a change that adds a file or directory.
   *
   * @throws Refused when the quota is exceeded (552)
   */
  public void add(Change change, Path path) throws IOException {
    change(change, 1, path);
  }

  private void change(Change change, int files, Path... paths) throws IOException {
    if (meter.isEmpty()) {
      change.make();
      return;
    }
    try (PathTurns.Turn turn = meter.get().turns().take(paths)) {
      for (Path path : paths) {
        writers.requireIdle(path);
      }
      StoredSize before = StoredSize.sum(paths);
      QuotaMeter.Claim claim = meter.get().claim(limits.quota(), before, files, 0);
      try {
        change.make();
        claim.count(StoredSize.sum(paths));
      } finally {
        claim.release();
      }
    }
  }

  /**
   * Makes a change that stores one file of a known size, which is reserved like an upload. A link
   * at the path is replaced, not followed.
   *
   * @throws Refused when the account may not store that much (552), or the file is being uploaded
   *     (450)
   */
  public void store(Change change, long bytes, Path path) throws IOException {
    requireSmall(bytes);
    if (meter.isEmpty()) {
      change.make();
      return;
    }
    try (Writers.Claim writing = writers.claim(path)) {
      QuotaMeter.Claim claim;
      try (PathTurns.Turn turn = meter.get().turns().take(path)) {
        claim = claim(meter.get(), path, 0, LinkOption.NOFOLLOW_LINKS);
      } // a change that begins now finds the path claimed
      try {
        claim.reach(bytes, limits.quota());
        change.make();
      } finally {
        claim.settle(path, 0);
      }
    }
  }

  /** Refuses a file larger than the maximum upload size (552). */
  public void requireSmall(long bytes) throws Refused {
    if (limits.largestUpload() > 0 && bytes > limits.largestUpload()) {
      throw new Refused(552, "The file is larger than the maximum upload size.");
    }
  }

  private QuotaMeter.Claim claim(QuotaMeter meter, Path path, long bytes, LinkOption... options)
      throws IOException {
    StoredSize before = StoredSize.at(path, options);
    return meter.claim(limits.quota(), before, 1 - before.files(), bytes, options);
  }

  /**
   * Opens a file whose path the caller has claimed, and counts what that has changed.
   *
   * @param append whether a refused upload leaves the existing file
   */
  public Opened open(Path path, boolean append, Opener opener) throws IOException {
    if (meter.isEmpty()) {
      // an upload that cannot be refused need not be undone
      boolean made = append && limits.largestUpload() > 0 && !Presence.exists(path);
      return new Opened(opener.open(), Optional.empty(), made);
    }
    try (PathTurns.Turn turn = meter.get().turns().take(path)) {
      QuotaMeter.Claim claim = claim(meter.get(), path, 1);
      boolean made = claim.isOfNewFile();
      boolean opened = false;
      try {
        SeekableByteChannel file = opener.open();
        count(claim, path, file);
        opened = true;
        return new Opened(file, Optional.of(claim), made);
      } finally {
        if (!opened) {
          claim.release();
        }
      }
    }
  }

  private static void count(QuotaMeter.Claim claim, Path path, SeekableByteChannel file)
      throws IOException {
    try {
      claim.count(StoredSize.at(path));
    } catch (IOException | RuntimeException e) {
      Abortable.abort(file);
      throw e;
    }
  }

  /**
   * The meter that a download is counted by; empty without a ratio.
   *
   * @throws Refused when the ratio does not allow it (550)
   */
  public Optional<QuotaMeter> claimDownload(long bytes) throws IOException {
    if (meter.isPresent() && limits.ratio().isPresent()) {
      meter.get().claimDownload(bytes, limits.ratio().get());
      return meter;
    }
    return Optional.empty();
  }

  /** Counts the home of the account anew, after a change whose paths are not known. */
  public void recount() throws IOException {
    if (meter.isPresent()) {
      meter.get().recount(account);
    }
  }
}
