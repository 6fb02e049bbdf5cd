package io.github.nioftpd;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.event.FtpReply;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A SITE command of an embedder (RFC 959 section 4.1.3). HELP and SITE HELP list it. Users who are
 * not logged in or lack its permission are refused before it runs.
 *
 * <p>One instance serves all sessions, on the thread of each. It may block; other sessions do not
 * wait. It must be safe for use by several threads.
 */
public interface SiteCommand {

  /** {@return the word after SITE: 1 to 20 letters and digits in upper case, a letter first} */
  String name();

  /**
   * {@return the syntax of the argument for HELP, for example {@code path}; in brackets if it is
   * optional; empty for none}
   */
  String syntax();

  /** {@return the permission that is required for the path of the argument} */
  Permission permission();

  /**
   * Runs the command.
   *
   * @param call account and argument
   * @return the reply, with a code from 200 on
   * @throws IOException if it fails; the reply is the same as for the server's own commands, for
   *     example 550 for {@link java.nio.file.NoSuchFileException}
   */
  FtpReply run(Call call) throws IOException;

  /**
   * A call of a command.
   *
   * @param account the account that is logged in
   * @param argument the argument as the client sent it
   * @param path the argument as a path, resolved against the current directory
   */
  record Call(Account account, String argument, Path path) {}
}
