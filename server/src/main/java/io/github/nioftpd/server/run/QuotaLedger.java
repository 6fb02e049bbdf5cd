package io.github.nioftpd.server.run;

import io.github.nioftpd.auth.Usage;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.fs.PrivateFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;

/**
 * Quota usage in a database file. It is written once a second and never in place, so that a crash
 * loses at most one second. Only one process can open it. Safe for use by several threads.
 */
public final class QuotaLedger implements UsageLedger, Closeable {

  private final Path file;
  private final MVStore store;
  private final MVMap<String, String> usages;

  private QuotaLedger(Path file, MVStore store) {
    this.file = file;
    this.store = store;
    this.usages =
        store.openMap(
            "usage",
            new MVMap.Builder<String, String>()
                .keyType(StringDataType.INSTANCE)
                .valueType(StringDataType.INSTANCE));
  }

  /**
   * Opens a database, which is created if it does not exist.
   *
   * @throws IOException when it cannot be opened; the message is a sentence for the administrator
   */
  static QuotaLedger open(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IOException("quota database " + file + ": the directory does not exist");
    }
    try {
      PrivateFile.ensure(file);
    } catch (IOException e) {
      throw new IOException("cannot open the quota database " + file + ": " + e, e);
    }
    try {
      return new QuotaLedger(file, new MVStore.Builder().fileName(file.toString()).open());
    } catch (MVStoreException e) {
      throw new IOException("cannot open the quota database " + file + ": " + reason(e), e);
    }
  }

  private static String reason(MVStoreException e) {
    return e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED
        ? "another process has opened it"
        : "it is not a quota database, corrupt, or not readable and writable";
  }

  @Override
  public Optional<Usage> find(String account) throws IOException {
    try {
      return Optional.ofNullable(usages.get(account)).map(QuotaLedger::parse);
    } catch (MVStoreException | NumberFormatException e) {
      throw new IOException("cannot read the quota database " + file, e);
    }
  }

  @Override
  public void put(String account, Usage usage) throws IOException {
    String line =
        usage.bytes() + " " + usage.files() + " " + usage.uploaded() + " " + usage.downloaded();
    try {
      usages.put(account, line);
    } catch (MVStoreException e) {
      throw new IOException("cannot write the quota database " + file, e);
    }
  }

  private static Usage parse(String line) {
    String[] words = line.split(" ", -1);
    return new Usage(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]));
  }

  /** Writes pending values, and closes the file. */
  @Override
  public void close() {
    store.close();
  }
}
