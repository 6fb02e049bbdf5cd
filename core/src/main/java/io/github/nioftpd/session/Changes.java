package io.github.nioftpd.session;

import io.github.nioftpd.auth.AccountLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Changes of files that are no transfers: they are counted where the account has a quota. */
public final class Changes {

  private Changes() {}

  /** Something that changes files. */
  @FunctionalInterface
  public interface Change {
    /**
     * Makes the change.
     *
     * @throws IOException when it fails
     */
    void make() throws IOException;
  }

  /**
   * Makes a change that leaves no more files than there are.
   *
   * @param session whose account is charged
   * @param change what to do
   * @param paths all that it changes
   * @throws IOException when it fails
   */
  public static void make(Session session, Change change, Path... paths) throws IOException {
    make(session, false, change, paths);
  }

  /**
   * Makes a change that adds a file or directory.
   *
   * @param session whose account is charged
   * @param change what to do
   * @param path what it makes
   * @throws Refused when the account may not store any more (552)
   * @throws IOException when it fails
   */
  public static void add(Session session, Change change, Path path) throws IOException {
    make(session, true, change, path);
  }

  /**
   * Makes a change that stores a file of a size that is known before, as an upload does, and no
   * other file.
   *
   * @param session whose account is charged
   * @param change what to do
   * @param bytes how many bytes the file will have
   * @param path the file; what it held before is replaced
   * @throws Refused when the account may not store so much (552), or the file is being uploaded
   *     (450)
   * @throws IOException when it fails
   */
  public static void store(Session session, Change change, long bytes, Path path)
      throws IOException {
    AccountLimits limits = session.account().limits();
    if (limits.largestUpload() > 0 && bytes > limits.largestUpload()) {
      throw new Refused(552, "The file is larger than an upload may be.");
    }
    Optional<QuotaMeter> meter = session.logins().meter();
    if (meter.isPresent()) {
      meter.get().store(limits.quota(), bytes, change, path);
    } else {
      change.make();
    }
  }

  private static void make(Session session, boolean adds, Change change, Path... paths)
      throws IOException {
    AccountLimits limits = session.account().limits();
    Optional<QuotaMeter> meter = session.logins().meter();
    if (meter.isPresent()) {
      meter.get().change(limits.quota(), adds, change, paths);
    } else {
      change.make();
    }
  }

  /**
   * Refuses to rename, replace or remove a directory that a rule is tied to, itself or below.
   *
   * @param session whose permissions hold
   * @param path absolute and normalised
   * @throws Refused when it is one (550), whether or not there is such a directory
   */
  public static void ensureFree(Session session, Path path) throws Refused {
    if (session.account().permissions().areTiedTo(path)) {
      throw new Refused(550, "Not enough privileges.");
    }
  }

  /**
   * Counts the home of the account anew, after a change whose paths are not known.
   *
   * @param session whose account is counted
   * @throws IOException when it cannot be counted
   */
  public static void recount(Session session) throws IOException {
    Optional<QuotaMeter> meter = session.logins().meter();
    if (meter.isPresent()) {
      meter.get().recount(session.account());
    }
  }
}
