package io.github.nioftpd.auth;

import io.github.nioftpd.config.Bandwidth;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The limits of one account. A limit of 0 means "no limit of its own"; the limits of the server
 * then apply. Immutable.
 */
public final class AccountLimits {

  /** No limits beyond those of the server. */
  public static final AccountLimits NONE = new AccountLimits(new Values());

  private final Values values;

  private AccountLimits(Values values) {
    this.values = values;
  }

  /** The settings; not changed once they are in a {@link AccountLimits}. */
  private static final class Values implements Cloneable {
    private int sessions;
    private Bandwidth bandwidth = Bandwidth.UNLIMITED;
    private Bandwidth sessionBandwidth = Bandwidth.UNLIMITED;
    private Bandwidth connectionBandwidth = Bandwidth.UNLIMITED;
    private long largestUpload;
    private Quota quota = Quota.UNLIMITED;
    private Optional<Ratio> ratio = Optional.empty();

    private Values copy() {
      try {
        return (Values) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private AccountLimits with(Consumer<Values> change) {
    Values copy = values.copy();
    change.accept(copy);
    if (copy.sessions < 0) {
      throw new IllegalArgumentException("a limit of sessions is 0 or more");
    }
    if (copy.largestUpload < 0) {
      throw new IllegalArgumentException("the size of the largest upload is 0 or more bytes");
    }
    return new AccountLimits(copy);
  }

  /** {@return the number of sessions at once} */
  public int sessions() {
    return values.sessions;
  }

  /** {@return the bandwidth of all sessions together} */
  public Bandwidth bandwidth() {
    return values.bandwidth;
  }

  /** {@return the bandwidth of one session} */
  public Bandwidth sessionBandwidth() {
    return values.sessionBandwidth;
  }

  /** {@return the bandwidth of one data connection} */
  public Bandwidth connectionBandwidth() {
    return values.connectionBandwidth;
  }

  /**
   * {@return the size in bytes that a file may have after an upload; a larger upload is aborted
   * with 552 and not published}
   */
  public long largestUpload() {
    return values.largestUpload;
  }

  /** {@return the amount that the account may store} */
  public Quota quota() {
    return values.quota;
  }

  /** {@return the ratio of downloads to uploads, or empty for unlimited downloads} */
  public Optional<Ratio> ratio() {
    return values.ratio;
  }

  /**
   * {@return a copy with another limit of sessions}
   *
   * @param limit 0 or more
   * @throws IllegalArgumentException if the limit is negative
   */
  public AccountLimits sessions(int limit) {
    return with(values -> values.sessions = limit);
  }

  /**
   * {@return a copy with another bandwidth of all sessions together}
   *
   * @param limit in bytes per second
   */
  public AccountLimits bandwidth(Bandwidth limit) {
    return with(values -> values.bandwidth = limit);
  }

  /**
   * {@return a copy with another bandwidth of one session}
   *
   * @param limit in bytes per second
   */
  public AccountLimits sessionBandwidth(Bandwidth limit) {
    return with(values -> values.sessionBandwidth = limit);
  }

  /**
   * {@return a copy with another bandwidth of one data connection}
   *
   * @param limit in bytes per second
   */
  public AccountLimits connectionBandwidth(Bandwidth limit) {
    return with(values -> values.connectionBandwidth = limit);
  }

  /**
   * {@return a copy with another size of the largest upload}
   *
   * @param bytes 0 or more
   * @throws IllegalArgumentException if the size is negative
   */
  public AccountLimits largestUpload(long bytes) {
    return with(values -> values.largestUpload = bytes);
  }

  /**
   * {@return a copy with another quota}
   *
   * @param limit the amount that the account may store
   */
  public AccountLimits quota(Quota limit) {
    return with(values -> values.quota = limit);
  }

  /**
   * {@return a copy with another ratio}
   *
   * @param limit the ratio of downloads to uploads
   */
  public AccountLimits ratio(Ratio limit) {
    return with(values -> values.ratio = Optional.of(limit));
  }

  /** {@return whether the usage of the account must be recorded, for a quota or a ratio} */
  public boolean isMetered() {
    return values.quota.isLimited() || values.ratio.isPresent();
  }
}
