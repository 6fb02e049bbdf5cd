package io.github.nioftpd.event;

import io.github.nioftpd.event.FtpEvent.Client;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A hook that is consulted before an action of a permitted command, and may refuse it.
 *
 * <p>It is called on the thread of the session and may block; other sessions do not wait. It must
 * be safe for use by several threads.
 */
@FunctionalInterface
public interface VetoHook {

  /** The hook that refuses nothing. */
  VetoHook NONE = action -> Optional.empty();

  /**
   * {@return empty to permit the action, or one sentence for the reply that refuses it: 550, or 530
   * for a login}
   *
   * @param action the action
   */
  Optional<String> refusal(Action action);

  /**
   * {@return a hook that consults this one and then, if it permits the action, another}
   *
   * @param next the other hook
   */
  default VetoHook and(VetoHook next) {
    return action -> refusal(action).or(() -> next.refusal(action));
  }

  /**
   * An action that is about to be performed. Its paths are those of {@link FtpEvent}.
   *
   * @param client the session; for PASS with the name of the account
   * @param verb PASS for a login, else RETR, STOR, STOU, APPE, DELE, RMD, MKD, RNTO, SITE CPTO, or
   *     a command that changes a mode or time
   * @param path the file or directory, the prefix of the name for STOU; empty for PASS
   * @param target the new path for RNTO and SITE CPTO, else empty
   */
  record Action(Client client, String verb, Optional<Path> path, Optional<Path> target) {}
}
