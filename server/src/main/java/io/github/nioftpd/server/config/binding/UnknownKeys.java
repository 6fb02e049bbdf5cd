package io.github.nioftpd.server.config.binding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages for unknown keys, with a suggestion. */
final class UnknownKeys {

  private final Class<? extends Record> top;

  UnknownKeys(Class<? extends Record> top) {
    this.top = top;
  }

  /**
   * Explains a key.
   *
   * @param name the key
   * @param section the section that contains it
   */
  String explain(String name, Class<? extends Record> section) {
    List<String> here = names(section);
    Optional<String> near = Suggestion.to(name, here);
    if (near.isPresent()) {
      return "unknown key; did you mean " + near.get() + "?";
    }
    String elsewhere = places().get(name);
    if (elsewhere != null) {
      return "unknown key here; did you mean " + elsewhere + "?";
    }
    return "unknown key; expected one of: " + String.join(", ", here);
  }

  private static List<String> names(Class<? extends Record> section) {
    return Schema.keys(section).stream().map(Schema.Entry::name).toList();
  }

  private Map<String, String> places() {
    Map<String, String> places = new LinkedHashMap<>();
    for (Reference.Row row : Reference.rows(top)) {
      String name = row.key().substring(row.key().lastIndexOf('.') + 1);
      places.putIfAbsent(name, row.key());
    }
    return places;
  }

  /** For tests: all names. */
  static List<String> all(Class<? extends Record> top) {
    return new ArrayList<>(new UnknownKeys(top).places().keySet());
  }
}
