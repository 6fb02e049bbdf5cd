package io.github.nioftpd;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
   * @return the reply
   * @throws IOException if it fails; the reply is the same as for the server's own commands, for
   *     example 550 for {@link java.nio.file.NoSuchFileException}
   */
  Answer run(Call call) throws IOException;

  /**
   * A call of a command.
   *
   * @param account the account that is logged in
   * @param argument the argument as the client sent it
   * @param path the argument as a path, resolved against the current directory
   */
  record Call(Account account, String argument, Path path) {}

  /**
   * A reply.
   *
   * @param code the reply code, 200 to 599
   * @param lines one line or more, without line ends
   */
  record Answer(int code, List<String> lines) {

    /**
     * Checks the code and the lines.
     *
     * @throws IllegalArgumentException if the code is out of range, there is no line, or a line has
     *     a line end
     */
    public Answer {
      lines = List.copyOf(lines);
      if (code < 200 || code > 599) {
        throw new IllegalArgumentException("the code of a reply is 200 to 599, not " + code);
      }
      if (lines.isEmpty() || lines.stream().anyMatch(line -> line.matches("(?s).*[\r\n].*"))) {
        throw new IllegalArgumentException("a reply has one line at least, and no line ends in it");
      }
    }

    /**
     * {@return a reply of one line}
     *
     * @param code the reply code, 200 to 599
     * @param text the line
     */
    public static Answer of(int code, String text) {
      return new Answer(code, List.of(text));
    }
  }
}
