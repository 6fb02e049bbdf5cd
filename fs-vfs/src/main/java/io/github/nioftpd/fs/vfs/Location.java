package io.github.nioftpd.fs.vfs;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a location after {@code vfs:}.
 *
 * @param scheme of a provider of Commons VFS, in lower case
 * @param rest after the scheme and its colon, encoded as in a URI
 */
record Location(String scheme, String rest) {

  private static final Pattern PARTS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):([^?#]*)");
  private static final Pattern PASSWORD = Pattern.compile("//[^/@]*:[^/]*@.*");

  /**
   * Parses a location.
   *
   * @throws IllegalArgumentException when it is invalid; the message never contains a password
   */
  static Location of(String text) {
    Matcher matcher = PARTS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a location for vfs; expected vfs:SCHEME:…, such as vfs:zip:/path/a.zip or"
              + " vfs:sftp://user@host/directory");
    }
    Location location = new Location(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
    if (PASSWORD.matcher(location.rest).matches()) {
      throw new IllegalArgumentException(
          "the location of vfs:"
              + location.scheme
              + " contains a password; set password=file:PATH or password=env:NAME instead");
    }
    if (location.scheme.equals("file")) {
      throw new IllegalArgumentException(
          "vfs:file: is not supported; use file:" + location.rest + ", which confines its users");
    }
    return location;
  }

  /** The rest as a path of the local file system. */
  String path() {
    String path = rest.startsWith("file:") ? rest.substring("file:".length()) : rest;
    boolean elsewhere =
        PARTS.matcher(path).matches() || (path.startsWith("//") && !path.startsWith("///"));
    if (path.isEmpty() || elsewhere) {
      throw new IllegalArgumentException(
          "vfs:" + scheme + " requires a local file, such as vfs:" + scheme + ":/path/to/archive");
    }
    String bare = path.startsWith("//") ? path.substring(2) : path;
    return URLDecoder.decode(bare.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return scheme + ":" + rest;
  }
}
