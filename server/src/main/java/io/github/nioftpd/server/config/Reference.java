package io.github.nioftpd.server.config;

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
   * @param type what may stand there
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

  private static Optional<Class<? extends Record>> section(Shape shape) {
    return shape.innermost() instanceof Shape.Section inner
        ? Optional.of(inner.type())
        : Optional.empty();
  }

  private static String suffix(Shape shape) {
    return switch (shape) {
      case Shape.Several several -> "[]";
      case Shape.Named named -> ".NAME";
      case Shape.Maybe maybe -> suffix(maybe.element());
      case Shape.Value value -> "";
      case Shape.Section section -> "";
    };
  }

  /** What may stand in a place, in words. */
  static String type(Shape shape) {
    return switch (shape) {
      case Shape.Value value -> value.scalar().expectation();
      case Shape.Section section -> "keys";
      case Shape.Maybe maybe -> type(maybe.element());
      case Shape.Several several ->
          several.element() instanceof Shape.Section
              ? "a list of keys"
              : "a list of: " + type(several.element());
      case Shape.Named named ->
          named.element() instanceof Shape.Section
              ? "names, each with keys"
              : "names, each with: " + type(named.element());
    };
  }

  /** The default in words. */
  static String otherwise(Schema.Entry entry) {
    if (!entry.otherwise().isEmpty()) {
      return entry.otherwise();
    }
    return entry.isRequired() ? "(has to be given)" : "–";
  }
}
