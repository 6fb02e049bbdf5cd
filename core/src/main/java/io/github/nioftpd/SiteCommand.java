package io.github.nioftpd;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A SITE command of an embedder (RFC 959 section 4.1.3). HELP and SITE HELP list it; it is refused
 * to those who are not logged in or lack its permission before it is run.
 *
 * <p>One instance serves all sessions, each on its own thread; it may block, and holds up its
 * session alone.
 */
public interface SiteCommand {

  /**
   * The word behind SITE.
   *
   * @return letters and digits, in upper case
   */
  String name();

  /**
   * What follows that word, for HELP.
   *
   * @return for example {@code path}; in brackets when it may be left out; empty for nothing
   */
  String syntax();

  /**
   * What the account must be permitted for the path that the whole argument names.
   *
   * @return a permission
   */
  Permission permission();

  /**
   * Carries the command out.
   *
   * @param call who wants it, and for what
   * @return what the client is told
   * @throws IOException when it fails; it becomes a reply in the same way as for the server's own
   *     commands: 550 for {@link java.nio.file.NoSuchFileException} and the like
   */
  Answer run(Call call) throws IOException;

  /**
   * A call of a command.
   *
   * @param account who is logged in
   * @param argument what followed the command's name, as the client sent it
   * @param path the argument as a path, resolved against the current directory
   */
  record Call(Account account, String argument, Path path) {}

  /**
   * What the client is told.
   *
   * @param code a reply code of three digits, 200 to 599
   * @param lines at least one line, without line ends
   */
  record Answer(int code, List<String> lines) {

    /**
     * Checks the code and the lines.
     *
     * @throws IllegalArgumentException when the code is not a final one, or there is no line
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
     * An answer of one line.
     *
     * @param code a reply code of three digits, 200 to 599
     * @param text the line
     * @return an answer
     */
    public static Answer of(int code, String text) {
      return new Answer(code, List.of(text));
    }
  }
}
