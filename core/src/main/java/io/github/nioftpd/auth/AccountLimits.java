package io.github.nioftpd.auth;

import io.github.nioftpd.config.Bandwidth;
import java.util.Optional;

/**
 * The bounds of one account. A limit of 0 means "no limit of its own"; those of the server then
 * hold.
 *
 * @param sessions how many sessions the account may have at once
 * @param bandwidth what all its sessions may move together
 * @param sessionBandwidth what one of its sessions may move
 * @param connectionBandwidth what one of its data connections may move
 * @param largestUpload how many bytes a file may have after an upload; one that grows larger is
 *     broken off with 552 and not published
 * @param quota how much the account may store
 * @param ratio how much it may download for what it uploads; empty for as much as it likes
 */
public record AccountLimits(
    int sessions,
    Bandwidth bandwidth,
    Bandwidth sessionBandwidth,
    Bandwidth connectionBandwidth,
    long largestUpload,
    Quota quota,
    Optional<Ratio> ratio) {

  /** No bounds beyond those of the server. */
  public static final AccountLimits NONE =
      new AccountLimits(
          0,
          Bandwidth.UNLIMITED,
          Bandwidth.UNLIMITED,
          Bandwidth.UNLIMITED,
          0,
          Quota.UNLIMITED,
          Optional.empty());

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when one is negative
   */
  public AccountLimits {
    if (sessions < 0) {
      throw new IllegalArgumentException("a limit of sessions is 0 or more");
    }
    if (largestUpload < 0) {
      throw new IllegalArgumentException("the size of the largest upload is 0 or more bytes");
    }
  }

  /**
   * The same with another limit of sessions.
   *
   * @param limit 0 or more
   * @return a new value
   */
  public AccountLimits sessions(int limit) {
    return new AccountLimits(
        limit, bandwidth, sessionBandwidth, connectionBandwidth, largestUpload, quota, ratio);
  }

  /**
   * The same with other limits of bandwidth.
   *
   * @param user for all sessions of the account together
   * @param session for one session
   * @param connection for one data connection
   * @return a new value
   */
  public AccountLimits bandwidth(Bandwidth user, Bandwidth session, Bandwidth connection) {
    return new AccountLimits(sessions, user, session, connection, largestUpload, quota, ratio);
  }

  /**
   * The same with another limit of the size of a file.
   *
   * @param bytes 0 or more
   * @return a new value
   */
  public AccountLimits largestUpload(long bytes) {
    return new AccountLimits(
        sessions, bandwidth, sessionBandwidth, connectionBandwidth, bytes, quota, ratio);
  }

  /**
   * The same with another quota.
   *
   * @param bound how much may be stored
   * @return a new value
   */
  public AccountLimits quota(Quota bound) {
    return new AccountLimits(
        sessions, bandwidth, sessionBandwidth, connectionBandwidth, largestUpload, bound, ratio);
  }

  /**
   * The same with a ratio.
   *
   * @param bound how much may be downloaded
   * @return a new value
   */
  public AccountLimits ratio(Ratio bound) {
    return new AccountLimits(
        sessions,
        bandwidth,
        sessionBandwidth,
        connectionBandwidth,
        largestUpload,
        quota,
        Optional.of(bound));
  }

  /**
   * Whether it has to be kept how much the account stores or moves.
   *
   * @return true with a quota or a ratio
   */
  public boolean isMetered() {
    return !quota.equals(Quota.UNLIMITED) || ratio.isPresent();
  }
}
