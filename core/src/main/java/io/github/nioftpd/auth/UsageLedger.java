package io.github.nioftpd.auth;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A store of the usage of accounts, so that quotas and ratios outlive sessions.
 *
 * <p>One server writes to it. It never calls the store for one account from two threads at a time,
 * but does so for several accounts. So an implementation must be safe for use by several threads,
 * and needs no lock per account.
 */
public interface UsageLedger {

  /**
   * {@return the usage that was stored last, or empty if none is known; the files of the account
   * are then counted once}
   *
   * @param account the name of the account
   * @throws IOException if the store fails; the command is answered with 451
   */
  Optional<Usage> find(String account) throws IOException;

  /**
   * Stores the usage of an account.
   *
   * @param account the name of the account
   * @param usage the usage
   * @throws IOException if the store fails
   */
  void put(String account, Usage usage) throws IOException;

  /** {@return an empty store that lasts as long as the process} */
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
