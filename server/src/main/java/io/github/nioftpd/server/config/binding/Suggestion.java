package io.github.nioftpd.server.config.binding;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggestions for misspelt words. */
public final class Suggestion {

  private Suggestion() {}

  /**
   * A question, such as "did you mean check?".
   *
   * @param text the unknown word
   * @param words what may be written
   * @return the question, or the empty text when no word is near
   */
  public static String hint(String text, Collection<String> words) {
    return to(text, words).map(word -> "did you mean " + word + "?").orElse("");
  }

  /** The word with the fewest changes, of at most a third of the letters. */
  static Optional<String> to(String text, Collection<String> words) {
    if (text.length() > 100) {
      return Optional.empty();
    }
    String plain = text.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    return words.stream()
        .min(Comparator.comparingInt(word -> changes(plain, word)))
        .filter(
            word ->
                changes(plain, word) <= Math.max(1, Math.max(word.length(), plain.length()) / 3));
  }

  /** The number of letters to add, remove, replace or swap with the next. */
  static int changes(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + same, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
