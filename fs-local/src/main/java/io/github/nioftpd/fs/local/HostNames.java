package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.NameBytes;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Names of files between the operating system and {@link NameBytes}.
 *
 * <p>The JDK decodes names with a charset of its own ({@code sun.jnu.encoding}) and loses bytes
 * that have no meaning in it. Only the URI of a path holds its bytes, so names that the JDK may
 * have damaged, or would damage, are converted by way of it. On Windows names consist of
 * characters.
 */
final class HostNames {

  static final boolean WINDOWS = FileSystems.getDefault().getSeparator().equals("\\");
  private static final boolean UTF_8 =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.US_ASCII)
          .equals(StandardCharsets.UTF_8);
  private static final Set<String> WINDOWS_DEVICES =
      Set.of("con", "prn", "aux", "nul", "conin$", "conout$", "clock$");

  private HostNames() {}

  /**
   * Refuses a path of which a name would not be kept as it is.
   *
   * @param path the names, separated by slashes
   * @throws InvalidPathException when a name has no bytes, or means something else here
   */
  static void require(String path) {
    if (WINDOWS) {
      for (String name : NameBytes.requireText(path).split("/")) {
        requireWindows(name);
      }
    } else {
      NameBytes.requireExact(path);
    }
  }

  static void requireWindows(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || "\\/:*?\"<>|".indexOf(c) >= 0) {
        throw new InvalidPathException(name, "character not allowed in a Windows name", i);
      }
    }
    // Windows drops dots and spaces at the end, and "NUL.txt" is the device NUL.
    if (name.endsWith(" ") || (name.endsWith(".") && !name.equals(".") && !name.equals(".."))) {
      throw new InvalidPathException(name, "a Windows name ends with neither dot nor space");
    }
    int dot = name.indexOf('.');
    String stem = (dot < 0 ? name : name.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
    if (WINDOWS_DEVICES.contains(stem) || stem.matches("(com|lpt)[0-9\u00b9\u00b2\u00b3]")) {
      throw new InvalidPathException(name, "the name of a Windows device");
    }
  }

  /** The last name of a path of the host, every byte of it; empty for a root. */
  static String last(Path host) {
    Path last = host.getFileName();
    String name = last == null ? "" : last.toString();
    return isKept(name, '\uFFFD', '\uFFFD') ? name : NameBytes.decode(lastBytes(host.toUri()));
  }

  /** All names of a path of the host, separated by slashes. */
  static String all(Path host) {
    StringJoiner names = new StringJoiner("/", host.isAbsolute() ? "/" : "", "");
    host.forEach(name -> names.add(last(name)));
    return names.toString();
  }

  /** A path of one name or more that begins at a directory of the host. */
  static Path below(Path directory, String names) {
    if (isKept(names, NameBytes.FIRST, NameBytes.LAST)) {
      return directory.resolve(names);
    }
    StringBuilder uri = new StringBuilder("file:///");
    HexFormat hex = HexFormat.of();
    for (byte b : NameBytes.encode(names)) {
      hex.toHexDigits(uri.append('%'), b);
    }
    Path path = Path.of(URI.create(uri.toString()));
    return names.startsWith("/") ? path : directory.resolve(path.subpath(0, path.getNameCount()));
  }

  /**
   * Whether the JDK converts a name without a loss. In UTF-8 it does, except for bytes that are not
   * UTF-8, which show as a character of a certain range.
   */
  private static boolean isKept(String name, char first, char last) {
    if (WINDOWS) {
      return true;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (UTF_8 ? c >= first && c <= last : c >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static byte[] lastBytes(URI uri) {
    String path = uri.getRawPath();
    int end = path.endsWith("/") ? path.length() - 1 : path.length(); // as of directories
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = path.lastIndexOf('/', end - 1) + 1; i < end; i++) {
      char c = path.charAt(i);
      bytes.write(c == '%' ? HexFormat.fromHexDigits(path, i + 1, i + 3) : c);
      i += c == '%' ? 2 : 0;
    }
    return bytes.toByteArray();
  }
}
