package io.github.nioftpd.server.config.binding;

import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.Key;
import io.github.nioftpd.server.config.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes a configuration as a file that says the same, each key with its meaning. */
public final class Printer {

  private static final String PLAIN = "[A-Za-z0-9_./{][A-Za-z0-9_./@+~{}$=:?&%,;-]*";

  private final StringBuilder out = new StringBuilder();
  private final Set<Key> explained = new HashSet<>();

  private final boolean hashes;

  private Printer(boolean hashes) {
    this.hashes = hashes;
  }

  /**
   * Writes a configuration.
   *
   * @param configuration the configuration
   * @return a file, with stars for the secrets that stand in the configuration itself
   */
  public static String print(Configuration configuration) {
    return print(configuration, false);
  }

  /**
   * Writes a configuration with the hashes of its passwords.
   *
   * @param configuration the configuration
   * @return a file, with stars for other secrets that stand in the configuration itself
   */
  public static String printWithHashes(Configuration configuration) {
    return print(configuration, true);
  }

  private static String print(Configuration configuration, boolean hashes) {
    Printer printer = new Printer(hashes);
    printer.section(configuration, 0);
    return printer.out.toString();
  }

  private void section(Record section, int depth) {
    for (Schema.Entry entry : Schema.entries(section.getClass())) {
      if (entry.isInline()) {
        section((Record) entry.of(section), depth);
      } else {
        comment(entry, depth);
        entry(entry, entry.of(section), depth);
      }
    }
  }

  private void comment(Schema.Entry entry, int depth) {
    String type = Reference.type(entry.shape());
    String otherwise = entry.otherwise().isEmpty() ? "" : "; default: " + entry.otherwise();
    if (depth == 0 && !out.isEmpty()) {
      out.append('\n');
    }
    if (entry.key() != null && explained.add(entry.key())) {
      line(depth, "# " + entry.key().value() + " (" + type + otherwise + ")");
    }
  }

  private void entry(Schema.Entry entry, Object value, int depth) {
    if (value instanceof Optional<?> maybe && maybe.isEmpty()) {
      line(depth, "#" + entry.name() + ":");
    } else {
      named(entry.name(), entry.shape(), value, depth);
    }
  }

  private void named(String name, ValueType shape, Object value, int depth) {
    switch (shape) {
      case ValueType.Value one -> line(depth, name + ": " + quoted(text(one, value)));
      case ValueType.Maybe maybe ->
          named(name, maybe.element(), ((Optional<?>) value).orElseThrow(), depth);
      case ValueType.Section section -> {
        line(depth, name + ":");
        section((Record) value, depth + 1);
      }
      case ValueType.Several several -> list(name, several.element(), (List<?>) value, depth);
      case ValueType.Named names -> {
        Map<?, ?> all = (Map<?, ?>) value;
        line(depth, name + ":" + (all.isEmpty() ? " {}" : ""));
        all.forEach((key, each) -> named(quoted((String) key), names.element(), each, depth + 1));
      }
    }
  }

  private String text(ValueType.Value type, Object value) {
    return hashes && value instanceof Secret secret && secret.isHash()
        ? secret.value()
        : type.scalar().write(value);
  }

  private void list(String name, ValueType element, List<?> values, int depth) {
    if (element instanceof ValueType.Value one) {
      List<String> texts = values.stream().map(each -> quoted(one.scalar().write(each))).toList();
      line(depth, name + ": [" + String.join(", ", texts) + "]");
      return;
    }
    line(depth, name + ":" + (values.isEmpty() ? " []" : ""));
    for (Object each : values) {
      line(depth + 1, "-");
      section((Record) each, depth + 2);
    }
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }

  /** A text as YAML reads it back, in quotes where it could be taken for something else. */
  static String quoted(String text) {
    boolean plain =
        text.matches(PLAIN)
            && !text.endsWith(":")
            && !text.matches("(?i)null")
            && !text.matches(".*[,{}].*");
    if (plain) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (Character.isISOControl(c)
              || Character.getType(c) == Character.FORMAT
              || c == '\u2028'
              || c == '\u2029') {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
