package io.github.nioftpd.intercept;

import io.github.nioftpd.event.FtpEvent.Client;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A command as the server received it. Its text form hides passwords.
 *
 * @param client the session, with the user who is logged in
 * @param verb the verb in upper case; empty for the greeting, and for replies to lines that are not
 *     a command
 * @param argument the text after the verb, which may be a password; empty if there is none
 * @param path the file or directory that the argument names, absolute and normalized; empty if it
 *     names none, or no user is logged in
 */
public record Exchange(Client client, String verb, String argument, Optional<Path> path) {

  /** {@return the command line as it may be logged} */
  @Override
  public String toString() {
    if (argument.isEmpty()) {
      return verb;
    }
    return verb + " " + (isSecret() ? "******" : argument);
  }

  /** {@return true if the argument may be a password} */
  public boolean isSecret() {
    return switch (verb) {
      case "PASS", "ACCT" -> true;
      case "SITE" -> argument.regionMatches(true, 0, "PSWD", 0, 4);
      default -> false;
    };
  }
}
