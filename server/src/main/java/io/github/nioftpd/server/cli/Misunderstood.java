package io.github.nioftpd.server.cli;

import io.github.nioftpd.server.config.binding.Suggestion;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Locations that are none: misspelt commands, archives, configurations, addresses without a scheme.
 */
final class Misunderstood {

  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z-]*");
  private static final Pattern ARCHIVE =
      Pattern.compile("(?i).*\\.(zip|jar|tar|tgz|tbz2|tar\\.gz|tar\\.bz2)");
  private static final Pattern CONFIGURATION = Pattern.compile("(?i).*\\.ya?ml");
  private static final Pattern HOST =
      Pattern.compile("(?i)([a-z0-9_.-]+@)?[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}(/.*)?");

  private Misunderstood() {}

  /**
   * Refuses a location that is not a directory, with a suggestion where there is one.
   *
   * @param location the argument
   * @param commands the names of commands
   * @throws IllegalArgumentException when it is refused; the message is one sentence
   */
  static void refuse(String location, Collection<String> commands) {
    Path path;
    try {
      path = Path.of(location);
    } catch (InvalidPathException e) {
      return;
    }
    Matcher archive = ARCHIVE.matcher(location);
    if (archive.matches() && Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          location
              + " is a file; to serve its content, use vfs:"
              + scheme(archive.group(1))
              + ":"
              + path.toAbsolutePath().normalize());
    }
    if (CONFIGURATION.matcher(location).matches() && Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          location + " is a file; to use it as configuration, add --config=" + location);
    }
    if (Files.exists(path)) {
      return;
    }
    if (WORD.matcher(location).matches()) {
      String hint = Suggestion.hint(location, commands);
      throw new IllegalArgumentException(
          "\""
              + location
              + "\" is neither a command nor a directory; "
              + (hint.isEmpty() ? "see nioftpd --help" : hint));
    }
    if (HOST.matcher(location).matches()) {
      throw new IllegalArgumentException(
          location
              + " does not exist; for a location on another host add a scheme, such as"
              + " vfs:sftp://"
              + location);
    }
  }

  private static String scheme(String ending) {
    return switch (ending.toLowerCase(Locale.ROOT)) {
      case "jar" -> "zip";
      case "tar.gz" -> "tgz";
      case "tar.bz2" -> "tbz2";
      default -> ending.toLowerCase(Locale.ROOT);
    };
  }
}
