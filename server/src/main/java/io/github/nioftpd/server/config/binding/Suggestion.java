package io.github.nioftpd.server.config.binding;

import io.github.nioftpd.fs.EditDistance;
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
        .min(Comparator.comparingInt(word -> EditDistance.between(plain, word)))
        .filter(
            word ->
                EditDistance.between(plain, word)
                    <= Math.max(1, Math.max(word.length(), plain.length()) / 3));
  }
}
