package io.github.nioftpd.server.config;

import io.github.nioftpd.auth.Permission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be done, as words or as pyftpdlib's letters.
 *
 * @param permissions what may be done
 */
public record Allowed(Set<Permission> permissions) {

  /** Looking only. */
  public static final Allowed READ = new Allowed(Permission.readOnly());

  private static final Map<String, Set<Permission>> WORDS = words();

  /** Orders the permissions as their letters are. */
  public Allowed {
    EnumSet<Permission> ordered = EnumSet.noneOf(Permission.class);
    ordered.addAll(permissions);
    permissions = Collections.unmodifiableSet(ordered);
  }

  private static Map<String, Set<Permission>> words() {
    Map<String, Set<Permission>> words = new LinkedHashMap<>();
    words.put("none", Set.of());
    words.put("read", Permission.readOnly());
    words.put("write", Permission.parse("adfmwMT"));
    words.put("all", Permission.all());
    words.put("enter", Set.of(Permission.ENTER));
    words.put("list", Set.of(Permission.LIST));
    words.put("download", Set.of(Permission.READ));
    words.put("append", Set.of(Permission.APPEND));
    words.put("delete", Set.of(Permission.DELETE));
    words.put("rename", Set.of(Permission.RENAME));
    words.put("make-directory", Set.of(Permission.MAKE_DIRECTORY));
    words.put("upload", Set.of(Permission.WRITE));
    words.put("change-mode", Set.of(Permission.CHANGE_MODE));
    words.put("change-time", Set.of(Permission.CHANGE_TIME));
    return Collections.unmodifiableMap(words);
  }

  /**
   * Reads words, separated by blanks or commas, or letters. A word wins over the letters it is made
   * of.
   */
  static Allowed parse(String text) {
    Set<Permission> all = EnumSet.noneOf(Permission.class);
    for (String word : text.strip().split("[ ,]+")) {
      Set<Permission> named = WORDS.get(word);
      if (named == null && word.equals(text.strip())) {
        return new Allowed(Permission.parse(word));
      }
      if (named == null) {
        throw new IllegalArgumentException(
            word + " is no permission; there are " + String.join(", ", WORDS.keySet()));
      }
      all.addAll(named);
    }
    return new Allowed(all);
  }

  /** The shortest words, or letters where there are none. */
  @Override
  public String toString() {
    return WORDS.entrySet().stream()
        .filter(word -> word.getValue().equals(permissions))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(
            () ->
                permissions.stream()
                    .map(permission -> String.valueOf(permission.letter()))
                    .collect(Collectors.joining()));
  }
}
