package io.github.nioftpd.server.config.binding;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Limits of a YAML file, checked before its tree is built: a deep tree would end in a stack
 * overflow, and aliases can make a small file stand for a very large one. Used by one thread.
 */
final class YamlBounds {

  /** How deep lists and sections may be nested. */
  private static final int DEPTH = 30;

  /** The maximum number of values, including those that aliases repeat. */
  private static final long VALUES = 300_000;

  /** The collections that are open, the innermost first. */
  private final Deque<Open> open = new ArrayDeque<>();

  /** Number of values behind each anchor. */
  private final Map<Anchor, Long> anchors = new HashMap<>();

  private long values;

  /** A collection whose end has not come yet. */
  private record Open(Optional<Anchor> anchor, long before) {}

  private YamlBounds() {}

  /**
   * Checks a text.
   *
   * @return the problem, if there is one
   * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException when it is not YAML
   */
  static Optional<Problem> problem(LoadSettings settings, String text) {
    YamlBounds bounds = new YamlBounds();
    for (Event event : new Parse(settings).parseString(text)) {
      Optional<String> wrong = bounds.wrong(event);
      if (wrong.isPresent()) {
        int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        return Optional.of(new Problem(line, "", wrong.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> wrong(Event event) {
    switch (event) {
      case CollectionStartEvent start -> {
        open.push(new Open(start.getAnchor(), values));
        values++;
      }
      case CollectionEndEvent end -> {
        Open ended = open.pop();
        ended.anchor.ifPresent(anchor -> anchors.put(anchor, values - ended.before));
      }
      case ScalarEvent scalar -> {
        values++;
        scalar.getAnchor().ifPresent(anchor -> anchors.put(anchor, 1L));
      }
      case AliasEvent alias -> {
        if (open.stream().anyMatch(each -> each.anchor.equals(Optional.of(alias.getAlias())))) {
          return Optional.of("the alias " + alias.getAlias() + " contains itself");
        }
        values += anchors.getOrDefault(alias.getAlias(), 0L);
      }
      default -> {}
    }
    if (open.size() > DEPTH) {
      return Optional.of("nested more than " + DEPTH + " levels deep");
    }
    return values > VALUES
        ? Optional.of("more than " + VALUES + " values, including those repeated by aliases")
        : Optional.empty();
  }
}
