package io.github.nioftpd.listing;

import java.util.Optional;

/**
 * A wildcard in the last name of a path, as clients send it with NLST and LIST: {@code *}, {@code
 * ?} and sets in brackets.
 *
 * <p>Matching goes back to the last star only, so it never takes exponential time; names of at most
 * 255 and patterns of at most {@value #LONGEST} characters bound the rest.
 */
public final class Glob {

  /** How long a pattern may be. */
  public static final int LONGEST = 255;

  private final String pattern;

  private Glob(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Takes a name for a pattern, if it is one.
   *
   * @param name the last name of a path
   * @return the pattern, or empty when the name holds no wildcard or is too long
   */
  public static Optional<Glob> of(String name) {
    boolean wild = name.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    return wild && name.length() <= LONGEST ? Optional.of(new Glob(name)) : Optional.empty();
  }

  /**
   * Whether a name matches.
   *
   * @param name the name of an entry
   * @return true when all of it does
   */
  public boolean matches(String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int starName = 0;
    while (n < name.length()) {
      int after = p < pattern.length() ? step(p, name.charAt(n)) : -1;
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        starName = n;
      } else if (after >= 0) {
        p = after;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++starName;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /**
   * Where the pattern goes on after it has matched one character at p, or -1 when it does not
   * match.
   */
  private int step(int p, char c) {
    char wanted = pattern.charAt(p);
    if (wanted == '?') {
      return p + 1;
    }
    int close = wanted == '[' ? pattern.indexOf(']', p + 2) : -1;
    if (close < 0) {
      return wanted == c ? p + 1 : -1;
    }
    return isInSet(pattern.substring(p + 1, close), c) ? close + 1 : -1;
  }

  private static boolean isInSet(String set, char c) {
    boolean negated = set.charAt(0) == '!' || set.charAt(0) == '^';
    boolean found = false;
    for (int i = negated ? 1 : 0; i < set.length(); i++) {
      if (i + 2 < set.length() && set.charAt(i + 1) == '-') {
        found |= set.charAt(i) <= c && c <= set.charAt(i + 2);
        i += 2;
      } else {
        found |= set.charAt(i) == c;
      }
    }
    return found != negated;
  }
}
