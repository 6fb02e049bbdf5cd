package io.github.nioftpd.server.config.binding;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Turns the nodes of a YAML file into records and collects all mistakes. A wrong value is replaced
 * by its default, so that the rest can be checked as well. Used by one thread.
 */
public final class Binder {

  private final Path base;
  private final Problems problems;
  private final UnknownKeys unknown;

  Binder(Path base, Problems problems, Class<? extends Record> top) {
    this.base = base;
    this.problems = problems;
    this.unknown = new UnknownKeys(top);
  }

  /** A key of the file and its value. */
  private record Given(ScalarNode key, Node value) {}

  /**
   * Reads a section.
   *
   * @param type the record
   * @param node the value in the file, or null if it is missing
   * @param path the key of the section, or empty for the whole file
   * @return the record, or empty if it cannot be created; the problem is then recorded
   */
  <T extends Record> Optional<T> section(Class<T> type, @Nullable Node node, String path) {
    if (node != null && !isNothing(node) && !(node instanceof MappingNode)) {
      problems.add(line(node), path, "expected keys, such as " + names(type));
      return Optional.empty();
    }
    Map<String, Given> given =
        node instanceof MappingNode mapping ? tuples(mapping, path) : new HashMap<>();
    Optional<Record> record = record(type, given, path);
    given.forEach(
        (name, pair) ->
            problems.add(line(pair.key()), at(path, name), unknown.explain(name, type)));
    return record.map(type::cast);
  }

  private static String names(Class<? extends Record> type) {
    return String.join(", ", Schema.keys(type).stream().map(Schema.Entry::name).limit(3).toList());
  }

  private Map<String, Given> tuples(MappingNode mapping, String path) {
    Map<String, Given> given = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(line(tuple.getKeyNode()), path, "a key must be a single word");
        continue;
      }
      String at = at(path, key.getValue());
      problems.place(at, line(key));
      Given before = given.putIfAbsent(key.getValue(), new Given(key, tuple.getValueNode()));
      if (before != null) {
        problems.add(
            line(key),
            at,
            "duplicate key, first in line " + line(before.key()) + "; remove one of them");
      }
    }
    return given;
  }

  /** Reads a record and removes its keys from the map. */
  private Optional<Record> record(
      Class<? extends Record> type, Map<String, Given> given, String path) {
    List<Object> values = new ArrayList<>();
    boolean complete = true;
    for (Schema.Entry entry : Schema.entries(type)) {
      Optional<?> value =
          entry.isInline() ? record(entry.section(), given, path) : value(entry, given, path);
      value.ifPresent(values::add);
      complete &= value.isPresent();
    }
    try {
      return complete ? Optional.of(Schema.make(type, values)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      problems.add(path, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<?> value(Schema.Entry entry, Map<String, Given> given, String path) {
    Given pair = given.remove(entry.name());
    String at = at(path, entry.name());
    if (pair == null) {
      if (entry.isRequired()) {
        problems.add(at, "required key is missing; expected " + expectation(entry.shape()));
      }
      return absent(entry, at);
    }
    if (isNothing(pair.value()) && !(entry.shape() instanceof ValueType.Section)) {
      problems.add(line(pair.key()), at, "has no value; add one or remove the key");
      return absent(entry, at);
    }
    Optional<?> value = value(entry.shape(), pair.value(), at);
    return value.isPresent() ? value : absent(entry, at);
  }

  private static String expectation(ValueType shape) {
    return shape.innermost() instanceof ValueType.Value value
        ? value.scalar().expectation()
        : "a section";
  }

  private Optional<?> value(ValueType shape, Node node, String path) {
    return switch (shape) {
      case ValueType.Value value -> scalar(value.scalar(), node, path);
      case ValueType.Section section -> section(section.type(), node, path);
      case ValueType.Maybe maybe -> {
        Optional<?> inner = value(maybe.element(), node, path);
        yield inner.isPresent() ? Optional.of(inner) : inner;
      }
      case ValueType.Several several -> Optional.of(several(several.element(), node, path));
      case ValueType.Named named -> named(named.element(), node, path);
    };
  }

  private Optional<?> scalar(Scalar<?> scalar, Node node, String path) {
    if (!(node instanceof ScalarNode text)) {
      problems.add(line(node), path, "expected " + scalar.expectation() + ", not a list or keys");
      return Optional.empty();
    }
    try {
      return Optional.of(Objects.requireNonNull(scalar.reader().read(text.getValue(), base)));
    } catch (IllegalArgumentException e) {
      problems.add(line(node), path, scalar.mistake(text.getValue(), e));
      return Optional.empty();
    }
  }

  /** Reads a list; a single value stands for a list of one. */
  private List<Object> several(ValueType element, Node node, String path) {
    List<Object> values = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      int i = 0;
      for (Node each : sequence.getValue()) {
        String at = path + "[" + i++ + "]";
        problems.place(at, line(each));
        value(element, each, at).ifPresent(values::add);
      }
    } else if (element instanceof ValueType.Section && !(node instanceof MappingNode)) {
      problems.add(line(node), path, "expected a list, with a hyphen before each entry");
    } else {
      value(element, node, path).ifPresent(values::add);
    }
    return values;
  }

  private Optional<?> named(ValueType element, Node node, String path) {
    if (!(node instanceof MappingNode mapping)) {
      problems.add(line(node), path, "expected names, each followed by a colon");
      return Optional.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    tuples(mapping, path)
        .forEach(
            (name, pair) ->
                value(element, pair.value(), at(path, name))
                    .ifPresent(value -> values.put(name, value)));
    return Optional.of(values);
  }

  /** Value of a key that is missing. */
  private Optional<?> absent(Schema.Entry entry, String path) {
    return switch (entry.shape()) {
      case ValueType.Maybe maybe -> Optional.of(Optional.empty());
      case ValueType.Named named -> Optional.of(Map.of());
      case ValueType.Several several -> Optional.of(defaults(several, entry.otherwise()));
      case ValueType.Section section -> section(section.type(), null, path);
      case ValueType.Value value when entry.isRequired() -> Optional.empty();
      case ValueType.Value value ->
          Optional.of(
              Objects.requireNonNull(value.scalar().reader().read(entry.otherwise(), base)));
    };
  }

  private List<Object> defaults(ValueType.Several several, String otherwise) {
    List<Object> values = new ArrayList<>();
    if (several.element() instanceof ValueType.Value value && !otherwise.isEmpty()) {
      for (String word : otherwise.split(", *")) {
        values.add(Objects.requireNonNull(value.scalar().reader().read(word, base)));
      }
    }
    return values;
  }

  private static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  private static String at(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}
