package io.github.nioftpd.session;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Quota;
import io.github.nioftpd.auth.Ratio;
import io.github.nioftpd.auth.Usage;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.session.Changes.Change;
import io.github.nioftpd.session.Upload.Opener;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the ledger of one user, and what his running transfers have claimed beyond it, so that many
 * at once get no more than one after the other. Whatever changes files looks at them before and
 * after, under the lock: so overwriting, replacing and half an upload are counted as what they
 * leave. A file that is being uploaded can be neither written nor moved otherwise meanwhile.
 *
 * <p>Safe for use by several threads.
 */
final class QuotaMeter {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  private final String account;
  private final UsageLedger ledger;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable IOException uncounted;
  private final Writers writers;
  private int running;
  private long claimedBytes;
  private long claimedFiles;
  private long claimedDownloads;

  QuotaMeter(String account, UsageLedger ledger, Writers writers) {
    this.account = account;
    this.ledger = ledger;
    this.writers = writers;
  }

  /**
   * Counts the home of an account that the ledger does not know. What cannot be reached fails the
   * changes of the user, and not the login; the next login counts again.
   */
  void begin(Account who) throws IOException {
    if (!who.limits().isMetered()) {
      return;
    }
    lock.lock();
    try {
      if (ledger.find(account).isEmpty()) {
        count(who, Usage.ZERO);
      }
    } catch (IOException e) {
      uncounted = e;
      LOG.warn("cannot count the files of {} for the quota: {}", account, e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  private void count(Account who, Usage moved) throws IOException {
    StoredSize home = StoredSize.in(who.fileSystem().getPath(who.home()));
    ledger.put(
        account, new Usage(home.bytes(), home.files(), moved.uploaded(), moved.downloaded()));
  }

  /** Counts the home anew, unless something is being uploaded, which would be counted twice. */
  void recount(Account who) throws IOException {
    lock.lock();
    try {
      if (running == 0) {
        count(who, usage());
      }
    } finally {
      lock.unlock();
    }
  }

  /** How much the user has, not counting what runs. */
  Usage usage() throws IOException {
    Optional<Usage> known = ledger.find(account);
    IOException failure = known.isPresent() ? null : uncounted;
    if (failure != null) {
      throw new IOException("the files of " + account + " are not counted yet", failure);
    }
    return known.orElse(Usage.ZERO);
  }

  /** How many bytes more may be stored, with what runs taken as done. */
  long bytesLeft(Quota quota) throws IOException {
    lock.lock();
    try {
      return quota.bytesLeft(usage().bytes() + claimedBytes);
    } finally {
      lock.unlock();
    }
  }

  // ---- uploads

  /** A file that is open, the claim it was opened with, and whether it was not there before. */
  record Opened(SeekableByteChannel file, Optional<Claim> claim, boolean made) {}

  /** Opens a file that the caller has claimed for an upload, and counts what that has changed. */
  Opened open(Path path, AccountLimits limits, Opener opener) throws IOException {
    lock.lock();
    try {
      StoredSize before = StoredSize.at(path);
      if (before.files() == 0) {
        requireFile(limits.quota());
        requireBytes(1, limits.quota());
      }
      SeekableByteChannel file = opener.open();
      StoredSize after;
      try {
        after = StoredSize.at(path);
        record(before, after, 0);
      } catch (IOException | RuntimeException e) {
        Abortable.abort(file);
        throw e;
      }
      running++;
      claimedFiles += 1 - after.files();
      return new Opened(file, Optional.of(new Claim(after)), before.files() == 0);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes a change that stores a file of this size. It is claimed like an upload, and made without
   * the lock, since it may take long. A link at the path is replaced, not followed.
   */
  void store(Quota quota, long bytes, Change change, Path path) throws IOException {
    try (Writers.Claim writing = writers.claim(path)) {
      Claim claim = claim(quota, path);
      try {
        claim.reach(bytes, quota);
        change.make();
      } finally {
        claim.settle(path, 0);
      }
    }
  }

  private Claim claim(Quota quota, Path path) throws IOException {
    lock.lock();
    try {
      StoredSize before = StoredSize.at(path, LinkOption.NOFOLLOW_LINKS);
      if (before.files() == 0) {
        requireFile(quota);
      }
      running++;
      claimedFiles += 1 - before.files();
      return new Claim(before, LinkOption.NOFOLLOW_LINKS);
    } finally {
      lock.unlock();
    }
  }

  private void requireFile(Quota quota) throws IOException {
    if (quota.filesLeft(usage().files() + claimedFiles) < 1) {
      throw new Refused(552, "The quota is exceeded.");
    }
  }

  private void requireBytes(long more, Quota quota) throws IOException {
    if (more > quota.bytesLeft(usage().bytes() + claimedBytes)) {
      throw new Refused(552, "The quota is exceeded.");
    }
  }

  /** What an upload has claimed. Owned by the thread of the transfer. */
  final class Claim {

    /** What of the file the ledger holds while the upload runs. */
    private final StoredSize counted;

    private final LinkOption[] options;
    private long claimed;

    private Claim(StoredSize counted, LinkOption... options) {
      this.counted = counted;
      this.options = options;
    }

    /** Claims room for a file of a certain size. */
    void reach(long size, Quota quota) throws IOException {
      long more = size - counted.bytes() - claimed;
      if (more <= 0) {
        return;
      }
      lock.lock();
      try {
        requireBytes(more, quota);
        claimedBytes += more;
        claimed += more;
      } finally {
        lock.unlock();
      }
    }

    /** Ends the upload, and counts what it has left. */
    void settle(Path path, long uploaded) {
      lock.lock();
      try {
        running--;
        claimedBytes -= claimed;
        claimedFiles -= 1 - counted.files();
        record(counted, left(path), uploaded);
      } catch (IOException e) {
        LOG.error("it cannot be kept how much an account stores", e);
      } finally {
        lock.unlock();
      }
    }

    private StoredSize left(Path path) {
      try {
        return StoredSize.at(path, options);
      } catch (IOException e) {
        LOG.warn("the size of a file cannot be told; what was sent is counted", e);
        return new StoredSize(counted.bytes() + claimed, 1);
      }
    }
  }

  // ---- downloads

  /**
   * Claims a download.
   *
   * @throws Refused when the ratio does not allow it (550)
   */
  void claimDownload(long bytes, Ratio ratio) throws IOException {
    lock.lock();
    try {
      Usage usage = usage();
      if (bytes > ratio.left(usage.uploaded(), usage.downloaded() + claimedDownloads)) {
        throw new Refused(550, "The ratio does not allow this download; upload something first.");
      }
      claimedDownloads += bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Ends a download. */
  void settleDownload(long claimed, long moved) {
    lock.lock();
    try {
      claimedDownloads -= claimed;
      ledger.put(account, usage().moving(0, moved));
    } catch (IOException e) {
      LOG.error("it cannot be kept how much an account has downloaded", e);
    } finally {
      lock.unlock();
    }
  }

  // ---- everything else

  /** Makes a change to some paths, and counts what it has changed. */
  void change(Quota quota, boolean adds, Change change, Path... paths) throws IOException {
    lock.lock();
    try {
      for (Path path : paths) {
        writers.requireIdle(path);
      }
      if (adds) {
        requireFile(quota);
      }
      usage(); // fails before the change, and not after it
      StoredSize before = StoredSize.sum(paths);
      change.make();
      record(before, StoredSize.sum(paths), 0);
    } finally {
      lock.unlock();
    }
  }

  /** Only asked for and written under the lock. */
  private void record(StoredSize before, StoredSize after, long uploaded) throws IOException {
    ledger.put(
        account,
        usage()
            .storing(after.bytes() - before.bytes(), after.files() - before.files())
            .moving(uploaded, 0));
  }
}
