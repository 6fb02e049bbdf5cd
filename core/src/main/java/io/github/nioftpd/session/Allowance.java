package io.github.nioftpd.session;

import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Usage;
import java.io.IOException;
import java.util.Optional;

/** What the account of a session uses, and how much is left. */
public final class Allowance {

  private Allowance() {}

  /**
   * Tells how much the account uses.
   *
   * @param session the session
   * @return how much, or empty when it has neither a quota nor a ratio
   * @throws IOException when it cannot be told
   */
  public static Optional<Usage> usage(Session session) throws IOException {
    Optional<QuotaMeter> meter = session.logins().meter();
    return meter.isPresent() ? Optional.of(meter.get().usage()) : Optional.empty();
  }

  /**
   * Tells how many bytes an upload may have.
   *
   * @param session the session
   * @return 0 or more; {@link Long#MAX_VALUE} without a limit
   * @throws IOException when it cannot be told
   */
  public static long bytesLeft(Session session) throws IOException {
    AccountLimits limits = session.account().limits();
    long largest = limits.largestUpload() == 0 ? Long.MAX_VALUE : limits.largestUpload();
    Optional<QuotaMeter> meter = session.logins().meter();
    return meter.isPresent() ? Math.min(largest, meter.get().bytesLeft(limits.quota())) : largest;
  }
}
