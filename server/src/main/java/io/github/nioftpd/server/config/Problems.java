package io.github.nioftpd.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The mistakes found so far, and where the keys of the file are. Used by one thread. */
final class Problems {

  private final List<Problem> found = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  /** Remembers where a key is. */
  void place(String key, int line) {
    lines.putIfAbsent(key, line);
  }

  /** Whether the file has a key. */
  boolean has(String key) {
    return lines.containsKey(key);
  }

  /** Notes a mistake; of a key that is not in the file, in the line of the one around it. */
  void add(String key, String text) {
    add(line(key), key, text);
  }

  void add(int line, String key, String text) {
    found.add(new Problem(line, key, text));
  }

  private int line(String key) {
    for (String at = key; !at.isEmpty(); at = parent(at)) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
    }
    return 0;
  }

  private static String parent(String key) {
    int end = Math.max(key.lastIndexOf('.'), key.lastIndexOf('['));
    return end < 0 ? "" : key.substring(0, end);
  }

  List<Problem> found() {
    return found;
  }
}
