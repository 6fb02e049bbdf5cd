package io.github.nioftpd.server.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place of files, for one user or for each: a directory or a URI, with {@code {user}} where the
 * name of the user belongs.
 *
 * @param template an absolute path or a URI
 */
public record Location(String template) {

  private static final String USER = "{user}";

  /** A scheme has two letters at least, so that {@code C:\ftp} is a directory. */
  private static final Pattern URI = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)");

  static Location read(String text, Path base) {
    Matcher uri = URI.matcher(text);
    if (text.isBlank()) {
      throw new IllegalArgumentException();
    }
    if (!uri.matches()) {
      return new Location(base.resolve(text).normalize().toString());
    }
    boolean relative = uri.group(1).equalsIgnoreCase("file") && !uri.group(2).startsWith("/");
    return relative ? read(uri.group(2), base) : new Location(text);
  }

  /** Whether each user has a place of their own. */
  public boolean isTemplate() {
    return template.contains(USER);
  }

  /**
   * The place of a user. A name can add one step to a path and nothing else.
   *
   * @param user the name
   * @return a directory or a URI
   * @throws IllegalArgumentException when the name cannot be that of a directory
   */
  public String of(String user) {
    if (!isTemplate()) {
      return template;
    }
    if (!isStep(user)) {
      throw new IllegalArgumentException("the name cannot be that of a directory");
    }
    boolean uri = URI.matcher(template).matches();
    return template.replace(
        USER, uri ? URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20") : user);
  }

  /**
   * Whether a name names an entry of a directory: nothing above it, nothing below it, and visible.
   */
  static boolean isStep(String name) {
    return !name.isBlank()
        && !name.startsWith(".")
        && name.length() <= 255
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
  }
}
