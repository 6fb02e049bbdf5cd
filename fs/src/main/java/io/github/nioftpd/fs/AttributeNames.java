package io.github.nioftpd.fs;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The attributes of the view {@code basic} by name, but for the file key. What {@link
 * java.nio.file.spi.FileSystemProvider#readAttributes(java.nio.file.Path, String,
 * java.nio.file.LinkOption...)} needs of a file system without other views.
 */
public final class AttributeNames {

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

  /**
   * The names in a list.
   *
   * @param attributes such as {@code basic:size,isDirectory}, or a star for all
   * @return the names
   * @throws UnsupportedOperationException when they are of another view
   */
  public static List<String> of(String attributes) {
    int colon = attributes.indexOf(':');
    if (colon >= 0 && !attributes.substring(0, colon).equals("basic")) {
      throw new UnsupportedOperationException("no view " + attributes.substring(0, colon));
    }
    List<String> names = List.of(attributes.substring(colon + 1).split(","));
    return names.contains("*") ? List.copyOf(ALL.keySet()) : names;
  }

  /**
   * Picks attributes.
   *
   * @param attributes all there are
   * @param names which of them
   * @return the values by name
   * @throws IllegalArgumentException when there is no such attribute
   */
  public static Map<String, Object> values(BasicFileAttributes attributes, List<String> names) {
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
