package io.github.nioftpd.server.config.binding;

import io.github.nioftpd.server.config.Key;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keys of a section, as its record declares them. */
final class Schema {

  private Schema() {}

  /**
   * A component of a section.
   *
   * @param name its name in the file
   * @param key its description; null for a record whose keys are on the same level
   * @param shape the type of its value
   * @param component the component of the record
   */
  record Entry(String name, @Nullable Key key, ValueType shape, RecordComponent component) {

    boolean isInline() {
      return key == null;
    }

    /** The default as the file would say it, or empty. */
    String otherwise() {
      return key == null ? "" : key.otherwise();
    }

    /** Whether a section cannot be without it. */
    boolean isRequired() {
      return shape instanceof ValueType.Value && otherwise().isEmpty();
    }

    Class<? extends Record> section() {
      return ((ValueType.Section) shape).type();
    }

    Object of(Record section) {
      try {
        return Objects.requireNonNull(component.getAccessor().invoke(section));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e); // accessors of public records
      }
    }
  }

  /** The components of a section, in order. */
  static List<Entry> entries(Class<? extends Record> section) {
    List<Entry> entries = new ArrayList<>();
    for (RecordComponent component : section.getRecordComponents()) {
      Key key = component.getAnnotation(Key.class);
      ValueType shape =
          key == null
              ? new ValueType.Section(component.getType().asSubclass(Record.class))
              : ValueType.of(component.getGenericType(), key);
      entries.add(new Entry(hyphenated(component.getName()), key, shape, component));
    }
    return entries;
  }

  /** The keys of a section, including those of inline records. */
  static List<Entry> keys(Class<? extends Record> section) {
    return entries(section).stream()
        .flatMap(
            entry -> entry.isInline() ? keys(entry.section()).stream() : List.of(entry).stream())
        .toList();
  }

  private static String hyphenated(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /**
   * Creates a section.
   *
   * @throws IllegalArgumentException when its parts do not fit together
   */
  static Record make(Class<? extends Record> section, List<Object> values) {
    try {
      Class<?>[] types =
          Arrays.stream(section.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<? extends Record> constructor = section.getDeclaredConstructor(types);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        throw wrong;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
