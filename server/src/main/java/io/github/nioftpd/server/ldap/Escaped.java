package io.github.nioftpd.server.ldap;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.ldap.Rdn;

/** Texts of clients in a form that cannot be taken for syntax. */
final class Escaped {

  private static final Pattern PLACE = Pattern.compile("\\{(user|dn)\\}");

  private Escaped() {}

  /** Whether a text may be a name at all. */
  static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= 256
        && text.codePoints().noneMatch(c -> Character.isISOControl(c) || isHalf(c));
  }

  /** Half of a pair of UTF-16 has no encoding, and would become another name. */
  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** The value of an attribute in a distinguished name (RFC 4514 section 2.4). */
  static String inName(String text) {
    return Rdn.escapeValue(text);
  }

  /**
   * A filter with values in place of {user} and the like; placeholders within a value are not
   * replaced.
   */
  static String filled(String filter, Map<String, String> values) {
    return PLACE
        .matcher(filter)
        .replaceAll(
            place -> {
              String value = values.get(place.group(1));
              return Matcher.quoteReplacement(value == null ? place.group() : inFilter(value));
            });
  }

  /** The value of an assertion in a filter (RFC 4515 section 3). */
  static String inFilter(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("\\*()\0".indexOf(c) >= 0) {
        escaped.append(String.format(Locale.ROOT, "\\%02x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
