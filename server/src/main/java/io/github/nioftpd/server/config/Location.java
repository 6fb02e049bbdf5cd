package io.github.nioftpd.server.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place of files, for one user or for each: a directory or a URI, with {@code {user}} where the
 * name of the user belongs, or beginning with {@code {home}}, the home directory of a user of the
 * system or of a directory server.
 *
 * @param template an absolute path or a URI
 */
public record Location(String template) {

  private static final String USER = "{user}";
  private static final String HOME = "{home}";

  /** A scheme has two letters at least, so that {@code C:\ftp} is a directory. */
  private static final Pattern URI = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[A-Za-z]*}");

  /**
   * Returns the location of a directory, whatever characters are in its name.
   *
   * @param directory a directory, relative to the current one
   * @return its location, in which no placeholder is replaced
   */
  public static Location ofDirectory(String directory) {
    Path path = Path.of(directory).toAbsolutePath().normalize();
    boolean plain = path.toString().startsWith("/") && !path.toString().contains("{");
    return new Location(plain ? path.toString() : path.toUri().toString());
  }

  /**
   * Reads a location of the command line.
   *
   * @param text a URI, or a directory relative to the current one
   * @return the location
   */
  public static Location ofArgument(String text) {
    return isUri(text) ? read(text, Path.of("").toAbsolutePath()) : ofDirectory(text);
  }

  /**
   * Returns whether a location is a URI.
   *
   * @param text a location
   * @return false for a directory
   */
  public static boolean isUri(String text) {
    return URI.matcher(text).matches();
  }

  public static Location read(String text, Path base) {
    Matcher uri = URI.matcher(text);
    if (text.isBlank()) {
      throw new IllegalArgumentException();
    }
    PLACEHOLDER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(found -> !found.equals(USER) && !found.equals(HOME))
        .findFirst()
        .ifPresent(
            found -> {
              throw new IllegalArgumentException(
                  "unknown placeholder " + found + "; expected " + USER + " or " + HOME);
            });
    if (text.startsWith(HOME)) {
      return new Location(text); // known at the login
    }
    if (!uri.matches()) {
      return new Location(base.resolve(text).normalize().toString());
    }
    boolean relative = uri.group(1).equalsIgnoreCase("file") && !uri.group(2).startsWith("/");
    return relative ? read(uri.group(2), base) : new Location(text);
  }

  /** Which backend it belongs to. */
  public String scheme() {
    Matcher uri = URI.matcher(template);
    return uri.matches() ? uri.group(1).toLowerCase(Locale.ROOT) : "file";
  }

  /** Whether each user has a place of their own. */
  public boolean isTemplate() {
    return template.contains(USER);
  }

  /** Whether it is below the home directory that LDAP or PAM reports. */
  public boolean isKnownAtLogin() {
    return template.startsWith(HOME);
  }

  /**
   * The place of a user of whom nothing but the name is known.
   *
   * @param user the name
   * @return a directory or a URI
   * @throws IllegalArgumentException when the name cannot be that of a directory
   */
  public String of(String user) {
    return of(user, "");
  }

  /**
   * The place of a user. A name can add one step to a path and nothing else.
   *
   * @param user the name
   * @param home the home directory that the user source reports, or empty
   * @return a directory or a URI
   * @throws IllegalArgumentException when the name cannot be that of a directory, or the home is
   *     asked for and is no absolute path
   */
  public String of(String user, String home) {
    String place = isTemplate() ? withUser(user) : template;
    if (!place.startsWith(HOME)) {
      return place;
    }
    if (!home.startsWith("/") || home.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the home directory of the user is not known or not an absolute path");
    }
    return home + place.substring(HOME.length());
  }

  private String withUser(String user) {
    if (!isStep(user)) {
      throw new IllegalArgumentException("the user name cannot be a directory name");
    }
    boolean uri = URI.matcher(template).matches();
    return template.replace(
        USER, uri ? URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20") : user);
  }

  /**
   * Whether a name names an entry of a directory: nothing above it, nothing below it, and visible.
   */
  public static boolean isStep(String name) {
    return !name.isBlank()
        && !name.startsWith(".")
        && name.length() <= 255
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
  }
}
