package io.github.nioftpd.server.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A value for the backend of a home, with {@code {user}} where the name of the user belongs.
 *
 * @param template the value; a file that it names with {@code file:} is absolute
 */
public record Setting(String template) {

  /** Message for a secret in plain text. */
  public static final String BETRAYED =
      "must be file:PATH or env:NAME; a secret cannot be given here in plain text";

  private static final String USER = "{user}";
  private static final String FILE = "file:";
  private static final String VARIABLE = "env:";

  /**
   * Letters and digits of any script and four signs: nothing that could end a step of a path, the
   * host of a URL, or one pair in a list of them.
   */
  private static final Pattern SAFE = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.@-]*");

  private static final Pattern SECRET = Pattern.compile(".*(secret|secret-key|token|password)");

  public static Setting read(String text, Path base) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("it is empty");
    }
    return text.startsWith(FILE)
        ? new Setting(FILE + base.resolve(text.substring(FILE.length())).normalize())
        : new Setting(text);
  }

  /** Whether this is a secret itself, going by the name of the setting. */
  public boolean betrays(String name) {
    return SECRET.matcher(name.toLowerCase(Locale.ROOT)).matches()
        && !template.startsWith(FILE)
        && !template.startsWith(VARIABLE);
  }

  /**
   * The value for a user.
   *
   * @param user the name
   * @return what the backend gets
   * @throws IllegalArgumentException when the name has signs that could change the meaning of the
   *     value
   */
  public String of(String user) {
    if (template.contains(USER) && !(SAFE.matcher(user).matches() && user.length() <= 255)) {
      throw new IllegalArgumentException(
          "the user name has characters that cannot be part of a setting");
    }
    return template.replace(USER, user);
  }
}
