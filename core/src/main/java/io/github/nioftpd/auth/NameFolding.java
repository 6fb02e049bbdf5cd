package io.github.nioftpd.auth;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What file systems may take for one name. Some do not tell capital letters from small ones, or two
 * ways to write an accent, and leave out signs that are not seen, or dots and spaces at the end.
 */
final class NameFolding {

  private NameFolding() {}

  /** A path in a form that is the same for all spellings that any file system takes for one. */
  static String fold(String path) {
    if (isPlain(path)) {
      return path;
    }
    String text = Normalizer.normalize(path, Normalizer.Form.NFKD);
    text = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    text = Normalizer.normalize(text, Normalizer.Form.NFKD);
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/') {
        trim(folded);
      }
      if (Character.getType(c) != Character.FORMAT) {
        folded.append(c);
      }
    }
    trim(folded);
    return folded.toString();
  }

  /** Dots and spaces at the end of a name, of which something is left. */
  private static void trim(StringBuilder folded) {
    int end = folded.length();
    while (end > 0 && (folded.charAt(end - 1) == '.' || folded.charAt(end - 1) == ' ')) {
      end--;
    }
    if (end > 0 && folded.charAt(end - 1) != '/') {
      folded.setLength(end);
    }
  }

  /** Most names are, and cost nothing. */
  private static boolean isPlain(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '-';
      if (!plain && c != '_') {
        return false;
      }
    }
    return true;
  }
}
