package io.github.nioftpd.fs.local;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Locale;
import java.util.Set;

/** The rules of the operating system for names of files. */
final class HostNames {

  // The JDK encodes the paths it hands to the system with this one, which is not file.encoding.
  private static final Charset ENCODING =
      Charset.forName(
          System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()),
          StandardCharsets.UTF_8);

  private static final boolean WINDOWS = File.separatorChar == '\\';
  private static final Set<String> WINDOWS_DEVICES =
      Set.of("con", "prn", "aux", "nul", "conin$", "conout$", "clock$");

  private HostNames() {}

  /**
   * Refuses a path of which a name would not be kept as it is.
   *
   * @param path the names, separated by slashes
   * @throws InvalidPathException when a name cannot be encoded, or means something else here
   */
  static void require(String path) {
    if (WINDOWS) {
      for (String name : path.split("/")) {
        requireWindows(name);
      }
    } else {
      encode(path);
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

  /** The bytes of a path as the system sees them, without a NUL at the end. */
  static ByteBuffer encode(String path) {
    try {
      return ENCODING.newEncoder().encode(CharBuffer.wrap(path));
    } catch (CharacterCodingException e) {
      InvalidPathException invalid =
          new InvalidPathException(path, "path has no form in " + ENCODING.name());
      invalid.initCause(e);
      throw invalid;
    }
  }
}
