package io.github.nioftpd.server.config.binding;

import io.github.nioftpd.server.config.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of all keys, which the documentation and the tests are held against. */
public final class Reference {

  /** Stands for keys that were listed before. */
  static final String REST = "…";

  private Reference() {}

  /**
   * A key.
   *
   * @param key the key from the top of the file; {@code []} behind a list, {@code NAME} for a name
   * @param type description of valid values
   * @param otherwise the default as the file would say it, or a dash
   * @param meaning what it means
   */
  public record Row(String key, String type, String otherwise, String meaning) {

    /** The row in Markdown. */
    public String markdown() {
      return "| `" + key + "` | " + type + " | " + otherwise + " | " + meaning + " |";
    }
  }

  /**
   * The keys of a section and of all below it.
   *
   * @param section its record
   * @return a row for each, in order
   */
  public static List<Row> rows(Class<? extends Record> section) {
    List<Row> rows = new ArrayList<>();
    collect(section, "", rows, new HashMap<>());
    return rows;
  }

  /** Adds the keys of a section; of one that was there before only where that was. */
  private static void collect(
      Class<? extends Record> section,
      String path,
      List<Row> rows,
      Map<Class<? extends Record>, String> before) {
    for (Schema.Entry entry : Schema.entries(section)) {
      Key about = entry.key();
      if (about == null) {
        inline(entry, path, rows, before);
      } else {
        String key = path + entry.name();
        String type = type(entry.shape());
        Optional<Class<? extends Record>> inner = section(entry.shape());
        String same = inner.map(before::get).orElse(null);
        String keys = same == null ? type : type + " as in `" + same + "`";
        rows.add(new Row(key, keys, otherwise(entry), about.value()));
        if (inner.isPresent() && same == null) {
          String below = key + suffix(entry.shape());
          before.put(inner.get(), below);
          collect(inner.get(), below + ".", rows, before);
        }
      }
    }
  }

  private static void inline(
      Schema.Entry entry,
      String path,
      List<Row> rows,
      Map<Class<? extends Record>, String> before) {
    String same = before.putIfAbsent(entry.section(), path + REST);
    if (same == null) {
      collect(entry.section(), path, rows, before);
    } else {
      String first = Schema.entries(entry.section()).getFirst().name();
      rows.add(new Row(path + REST, "as `" + same + "`", "–", "All keys from " + first + " on."));
    }
  }

  private static Optional<Class<? extends Record>> section(ValueType shape) {
    return shape.innermost() instanceof ValueType.Section inner
        ? Optional.of(inner.type())
        : Optional.empty();
  }

  private static String suffix(ValueType shape) {
    return switch (shape) {
      case ValueType.Several several -> "[]";
      case ValueType.Named named -> ".NAME";
      case ValueType.Maybe maybe -> suffix(maybe.element());
      case ValueType.Value value -> "";
      case ValueType.Section section -> "";
    };
  }

  /** Description of the values of a type. */
  static String type(ValueType shape) {
    return switch (shape) {
      case ValueType.Value value -> value.scalar().expectation();
      case ValueType.Section section -> "keys";
      case ValueType.Maybe maybe -> type(maybe.element());
      case ValueType.Several several ->
          several.element() instanceof ValueType.Section
              ? "a list of keys"
              : "a list of: " + type(several.element());
      case ValueType.Named named ->
          named.element() instanceof ValueType.Section
              ? "names, each with keys"
              : "names, each with: " + type(named.element());
    };
  }

  /** The default in words. */
  static String otherwise(Schema.Entry entry) {
    if (!entry.otherwise().isEmpty()) {
      return entry.otherwise();
    }
    return entry.isRequired() ? "(required)" : "–";
  }
}
