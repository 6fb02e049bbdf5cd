package io.github.nioftpd.event;

import java.util.Optional;

/**
 * A gate decides whether something that an account is permitted to do may be done now.
 *
 * <p>It is asked on the thread of the session that wants it and may block; only that session waits.
 * It must be safe for use by several threads.
 */
@FunctionalInterface
public interface Gate {

  /** The gate that lets everything pass. */
  Gate OPEN = before -> Optional.empty();

  /**
   * Decides.
   *
   * @param before what is about to be done
   * @return empty to let it pass, or one sentence that tells the client why not, with the reply 550
   *     (530 for a login)
   */
  Optional<String> refusal(FtpEvent.Before before);

  /**
   * A gate behind this one, which is asked when this one lets pass.
   *
   * @param next the other gate
   * @return both of them
   */
  default Gate and(Gate next) {
    return before -> refusal(before).or(() -> next.refusal(before));
  }
}
