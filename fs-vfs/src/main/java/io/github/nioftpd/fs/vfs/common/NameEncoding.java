package io.github.nioftpd.fs.vfs.common;

import java.util.ArrayList;
import java.util.List;

/**
 * Encodes file names for the paths of Commons VFS: characters that its parsers interpret are
 * escaped.
 */
public final class NameEncoding {

  /** A path that no file has: no name contains a NUL. */
  public static final String NOWHERE = "/\0";

  /** VFS decodes a bracket as the start of an IPv6 address, even in the middle of a path. */
  private static final String ESCAPED = "%![]";

  private NameEncoding() {}

  public static String encoded(String name) {
    StringBuilder text = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char character = name.charAt(i);
      if (ESCAPED.indexOf(character) >= 0) {
        text.append('%')
            .append(Character.forDigit(character >> 4, 16))
            .append(Character.forDigit(character & 15, 16));
      } else {
        text.append(character);
      }
    }
    return text.toString();
  }

  public static String decoded(String text) {
    StringBuilder name = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int value = text.charAt(i) == '%' ? escaped(text, i + 1) : -1;
      name.append(value < 0 ? text.charAt(i) : (char) value);
      i += value < 0 ? 0 : 2;
    }
    return name.toString();
  }

  private static int escaped(String text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : 16 * high + low;
  }

  /** Splits the path of an archive entry into names; empty names and dots are left out. */
  public static List<String> ofEntry(String path) {
    List<String> names = new ArrayList<>();
    for (String name : path.split("/")) {
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return names;
  }

  /** Whether a name can be one element of a path. */
  public static boolean isPlain(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.indexOf('/') < 0
        && name.indexOf('\0') < 0;
  }

  /** Appends names to a VFS path. */
  public static String path(String base, List<String> names) {
    StringBuilder path = new StringBuilder(base.equals("/") ? "" : base);
    for (String name : names) {
      path.append('/').append(encoded(name));
    }
    return path.isEmpty() ? "/" : path.toString();
  }
}
