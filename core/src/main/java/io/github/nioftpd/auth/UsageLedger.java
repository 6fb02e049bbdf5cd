package io.github.nioftpd.auth;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A ledger keeps how much each account uses, so that quotas and ratios hold for longer than a
 * session.
 *
 * <p>One server writes to it. It never asks and writes for one account from two threads at a time,
 * but does for several accounts; so an implementation is safe for use by several threads, and need
 * not lock.
 */
public interface UsageLedger {

  /**
   * Looks up how much an account uses.
   *
   * @param account the name of the account
   * @return what was put last, or empty when nothing is known; the files of the account are then
   *     counted once
   * @throws IOException when it cannot be told; the command that asked is answered with 451
   */
  Optional<Usage> find(String account) throws IOException;

  /**
   * Keeps how much an account uses.
   *
   * @param account the name of the account
   * @param usage how much
   * @throws IOException when it cannot be kept
   */
  void put(String account, Usage usage) throws IOException;

  /**
   * Makes a ledger that forgets everything with the process.
   *
   * @return an empty ledger
   */
  static UsageLedger inMemory() {
    Map<String, Usage> usages = new ConcurrentHashMap<>();
    return new UsageLedger() {
      @Override
      public Optional<Usage> find(String account) {
        return Optional.ofNullable(usages.get(account));
      }

      @Override
      public void put(String account, Usage usage) {
        usages.put(account, usage);
      }
    };
  }
}
