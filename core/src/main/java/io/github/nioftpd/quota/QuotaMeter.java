package io.github.nioftpd.quota;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Quota;
import io.github.nioftpd.auth.Ratio;
import io.github.nioftpd.auth.Usage;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.outcome.Refused;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Usage of one user, and the space that running changes have reserved, so that concurrent uploads
 * cannot exceed a quota. {@link AccountQuota} measures files, this class counts them.
 *
 * <p>Safe for use by several threads. The lock guards the figures and the order of calls to the
 * ledger; it is never held while a file system works.
 */
public final class QuotaMeter {
  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  /** How often a home is counted anew when it changes while it is counted. */
  private static final int RECOUNTS = 3;

  private final String account;
  private final UsageLedger ledger;
  private final ReentrantLock lock = new ReentrantLock();
  private final PathTurns turns = new PathTurns();
  private volatile @Nullable IOException uncounted;
  private int running;
  private long records;
  private long claimedBytes;
  private long claimedFiles;
  private long claimedDownloads;

  public QuotaMeter(String account, UsageLedger ledger) {
    this.account = account;
    this.ledger = ledger;
  }

  // ---- counting

  /**
   * Counts the home of an account that the ledger does not know. If it cannot be counted, changes
   * by the user fail until the next login, which counts again; the login succeeds.
   */
  public void begin(Account who) throws IOException {
    if (!who.limits().isMetered()) {
      return;
    }
    Path home = who.fileSystem().getPath(who.home());
    try (PathTurns.Turn turn = turns.take(home)) {
      if (ledger.find(account).isEmpty()) {
        put(StoredSize.in(home), Usage.ZERO);
      }
    } catch (IOException e) {
      uncounted = e;
      LOG.warn("cannot count the files of {} for the quota: {}", account, e.getMessage());
    }
  }

  private void put(StoredSize home, Usage moved) throws IOException {
    lock.lock();
    try {
      ledger.put(
          account, new Usage(home.bytes(), home.files(), moved.uploaded(), moved.downloaded()));
    } finally {
      lock.unlock();
    }
  }

  /** Counts the home anew, unless something changes meanwhile, which could be counted twice. */
  void recount(Account who) throws IOException {
    boolean counted = false;
    for (int i = 0; i < RECOUNTS && !counted; i++) {
      long version = records();
      StoredSize home = StoredSize.in(who.fileSystem().getPath(who.home()));
      counted = replace(version, home);
    }
  }

  private long records() {
    lock.lock();
    try {
      return records;
    } finally {
      lock.unlock();
    }
  }

  /** Puts the size of a home into the ledger; false when it has changed and must be read again. */
  private boolean replace(long version, StoredSize home) throws IOException {
    lock.lock();
    try {
      if (running == 0 && records == version) {
        put(home, usage());
      }
      return running > 0 || records == version;
    } finally {
      lock.unlock();
    }
  }

  /** The order in which changes of the same path run. */
  PathTurns turns() {
    return turns;
  }

  /** Current usage, without running transfers. */
  Usage usage() throws IOException {
    Optional<Usage> known = ledger.find(account);
    IOException failure = known.isPresent() ? null : uncounted;
    if (failure != null) {
      throw new IOException("the files of " + account + " have not been counted", failure);
    }
    return known.orElse(Usage.ZERO);
  }

  /** The bytes that may still be stored if all running uploads complete. */
  long bytesLeft(Quota quota) throws IOException {
    lock.lock();
    try {
      return quota.bytesLeft(usage().bytes() + claimedBytes);
    } finally {
      lock.unlock();
    }
  }

  // ---- changes of files

  /**
   * Reserves what a change needs.
   *
   * @param bytes how many bytes there must be room for, if it adds a file
   * @param options how the path of an upload is measured at its end
   * @throws Refused when the quota is exceeded (552)
   */
  Claim claim(Quota quota, StoredSize before, long files, long bytes, LinkOption... options)
      throws IOException {
    lock.lock();
    try {
      usage(); // fails before the change, and not after it
      if (files > 0) {
        requireFile(quota);
        requireBytes(bytes, quota);
      }
      running++;
      claimedFiles += files;
      return new Claim(before, files, options);
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

  /** The space reserved for a change. Owned by the thread that makes it. */
  public final class Claim {
    private final LinkOption[] options;

    /** The size that the ledger counts for the paths while the change runs. */
    private StoredSize counted;

    private long files;
    private long bytes;

    private Claim(StoredSize counted, long files, LinkOption... options) {
      this.counted = counted;
      this.files = files;
      this.options = options;
    }

    /** Reserves space for a file of a certain size. */
    public void reach(long size, Quota quota) throws IOException {
      long more = size - counted.bytes() - bytes;
      if (more <= 0) {
        return;
      }
      lock.lock();
      try {
        requireBytes(more, quota);
        claimedBytes += more;
        bytes += more;
      } finally {
        lock.unlock();
      }
    }

    boolean isOfNewFile() {
      return counted.files() == 0;
    }

    /** Counts what the change has made of its paths. */
    void count(StoredSize now) throws IOException {
      lock.lock();
      try {
        record(counted, now, 0);
        claimedFiles -= now.files() - counted.files();
        files -= now.files() - counted.files();
        counted = now;
      } finally {
        lock.unlock();
      }
    }

    /** Gives the reserved space back. */
    void release() {
      lock.lock();
      try {
        running--;
        claimedBytes -= bytes;
        claimedFiles -= files;
      } finally {
        lock.unlock();
      }
    }

    /** Ends the upload, and counts what it has left. */
    public void settle(Path path, long uploaded) {
      StoredSize left = left(path);
      lock.lock();
      try {
        release();
        record(counted, left, uploaded);
      } catch (IOException e) {
        LOG.error("cannot update quota usage", e);
      } finally {
        lock.unlock();
      }
    }

    private StoredSize left(Path path) {
      try {
        return StoredSize.at(path, options);
      } catch (IOException e) {
        LOG.warn("cannot read the size of an uploaded file; the bytes received are counted", e);
        return new StoredSize(counted.bytes() + bytes, 1);
      }
    }
  }

  // ---- downloads

  /**
   * Reserves a download.
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
  public void settleDownload(long claimed, long moved) {
    lock.lock();
    try {
      claimedDownloads -= claimed;
      ledger.put(account, usage().moving(0, moved));
    } catch (IOException e) {
      LOG.error("cannot update the downloaded bytes of an account", e);
    } finally {
      lock.unlock();
    }
  }

  /** Called under the lock. */
  private void record(StoredSize before, StoredSize after, long uploaded) throws IOException {
    records++;
    ledger.put(
        account,
        usage()
            .storing(after.bytes() - before.bytes(), after.files() - before.files())
            .moving(uploaded, 0));
  }
}
