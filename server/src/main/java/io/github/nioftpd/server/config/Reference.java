package io.github.nioftpd.server.config;

import java.util.ArrayList;
import java.util.List;

/** The table of all keys, which the documentation and the tests are held against. */
public final class Reference {

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
    collect(section, "", rows);
    return rows;
  }

  private static void collect(Class<? extends Record> section, String path, List<Row> rows) {
    for (Schema.Entry entry : Schema.keys(section)) {
      if (!entry.isSoon() && entry.key() != null) {
        String key = path + entry.name();
        rows.add(new Row(key, type(entry.shape()), otherwise(entry), entry.key().value()));
        if (entry.shape().innermost() instanceof Shape.Section inner) {
          collect(inner.type(), key + suffix(entry.shape()) + ".", rows);
        }
      }
    }
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
