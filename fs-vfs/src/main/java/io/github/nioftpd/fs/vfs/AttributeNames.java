package io.github.nioftpd.fs.vfs;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Attributes by name. */
final class AttributeNames {

  private static final Map<String, Function<BasicFileAttributes, Object>> ALL =
      new LinkedHashMap<>();

  static {
    ALL.put("size", BasicFileAttributes::size);
    ALL.put("lastModifiedTime", BasicFileAttributes::lastModifiedTime);
    ALL.put("lastAccessTime", BasicFileAttributes::lastAccessTime);
    ALL.put("creationTime", BasicFileAttributes::creationTime);
    ALL.put("isDirectory", BasicFileAttributes::isDirectory);
    ALL.put("isRegularFile", BasicFileAttributes::isRegularFile);
    ALL.put("isSymbolicLink", BasicFileAttributes::isSymbolicLink);
    ALL.put("isOther", BasicFileAttributes::isOther);
  }

  private AttributeNames() {}

  /** The names in a list such as {@code basic:size,isDirectory}, or all for a star. */
  static List<String> of(String attributes) {
    int colon = attributes.indexOf(':');
    if (colon >= 0 && !attributes.substring(0, colon).equals("basic")) {
      throw new UnsupportedOperationException("no view " + attributes.substring(0, colon));
    }
    List<String> names = List.of(attributes.substring(colon + 1).split(","));
    return names.contains("*") ? List.copyOf(ALL.keySet()) : names;
  }

  static Map<String, Object> values(BasicFileAttributes attributes, List<String> names) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : names) {
      if (!ALL.containsKey(name)) {
        throw new IllegalArgumentException("no attribute " + name);
      }
      values.put(name, Objects.requireNonNull(ALL.get(name)).apply(attributes));
    }
    return values;
  }
}
