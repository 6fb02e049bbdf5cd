package io.github.nioftpd.server.config.binding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The mistakes found so far, and where the keys of the file are. Used by one thread. */
public final class Problems {

  private final List<Problem> found = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  /** Remembers where a key is. */
  void place(String key, int line) {
    lines.putIfAbsent(key, line);
  }

  /** Whether the file has a key. */
  boolean has(String key) {
    return lines.containsKey(key);
  }

  Problems() {}

  /**
   * Notes a mistake; of a key that is not in the file, in the line of the one around it.
   *
   * @param key the key from the top of the file
   * @param text the mistake and its correction
   */
  public void add(String key, String text) {
    add(line(key), key, text);
  }

  void add(int line, String key, String text) {
    found.add(new Problem(line, key, text));
  }

  /**
   * Notes what does not keep the server from starting.
   *
   * @param key the key from the top of the file
   * @param text the mistake
   */
  public void warn(String key, String text) {
    warnings.add(new Problem(line(key), key, "warning: " + text));
  }

  /** The warnings. */
  List<Problem> warnings() {
    return warnings;
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
