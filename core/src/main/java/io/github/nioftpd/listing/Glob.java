package io.github.nioftpd.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A wildcard in the last name of a path, as clients send it with NLST and LIST: {@code *}, {@code
 * ?} and sets in brackets. Immutable.
 *
 * <p>The pattern is parsed once. Matching goes back to the last star only, so a match takes at most
 * as many steps as the length of the pattern times that of the name.
 */
public final class Glob {

  /** The greatest length of a pattern. */
  public static final int LONGEST = 255;

  private final Part[] parts;

  private Glob(Part[] parts) {
    this.parts = parts;
  }

  /** The type of a part of a pattern. */
  private enum Kind {
    STAR,
    ANY,
    LITERAL,
    ONE_OF,
    NONE_OF
  }

  /** A part of a pattern: a star, or what one character has to be. */
  private record Part(Kind kind, String characters) {

    boolean matches(char c) {
      return switch (kind) {
        case STAR, ANY -> true;
        case LITERAL -> characters.charAt(0) == c;
        case ONE_OF -> isInSet(c);
        case NONE_OF -> !isInSet(c);
      };
    }

    private boolean isInSet(char c) {
      for (int i = 0; i < characters.length(); i++) {
        if (i + 2 < characters.length() && characters.charAt(i + 1) == '-') {
          if (characters.charAt(i) <= c && c <= characters.charAt(i + 2)) {
            return true;
          }
          i += 2;
        } else if (characters.charAt(i) == c) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Takes a name for a pattern, if it is one.
   *
   * @return the pattern, or empty when the name holds no wildcard or is too long
   */
  public static Optional<Glob> of(String name) {
    boolean wild = name.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    return wild && name.length() <= LONGEST
        ? Optional.of(new Glob(parsed(name)))
        : Optional.empty();
  }

  private static Part[] parsed(String pattern) {
    List<Part> parts = new ArrayList<>(pattern.length());
    int last = pattern.lastIndexOf(']');
    for (int p = 0; p < pattern.length(); p++) {
      char c = pattern.charAt(p);
      if (c == '[' && p + 2 <= last) {
        int close = pattern.indexOf(']', p + 2);
        boolean negated = "!^".indexOf(pattern.charAt(p + 1)) >= 0;
        parts.add(
            negated
                ? new Part(Kind.NONE_OF, pattern.substring(p + 2, close))
                : new Part(Kind.ONE_OF, pattern.substring(p + 1, close)));
        p = close;
      } else if (c == '*') {
        parts.add(new Part(Kind.STAR, ""));
      } else {
        parts.add(c == '?' ? new Part(Kind.ANY, "") : new Part(Kind.LITERAL, String.valueOf(c)));
      }
    }
    return parts.toArray(Part[]::new);
  }

  /** Whether names with a dot at the beginning are asked for; {@code *} does not mean them. */
  public boolean beginsWithDot() {
    return parts[0].kind() == Kind.LITERAL && parts[0].matches('.');
  }

  /** Whether a name matches. */
  public boolean matches(String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int starName = 0;
    while (n < name.length()) {
      boolean matches = p < parts.length && parts[p].matches(name.charAt(n));
      if (matches && parts[p].kind == Kind.STAR) {
        star = p++;
        starName = n;
      } else if (matches) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++starName;
      } else {
        return false;
      }
    }
    while (p < parts.length && parts[p].kind == Kind.STAR) {
      p++;
    }
    return p == parts.length;
  }
}
