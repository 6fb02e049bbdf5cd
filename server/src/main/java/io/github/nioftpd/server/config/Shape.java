package io.github.nioftpd.server.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What may stand behind a key. */
sealed interface Shape {

  /** One value. */
  record Value(Scalar<?> scalar) implements Shape {}

  /** More keys. */
  record Section(Class<? extends Record> type) implements Shape {}

  /** Several of the same. */
  record Several(Shape element) implements Shape {}

  /** Several of the same, each with a name. */
  record Named(Shape element) implements Shape {}

  /** One, or nothing. */
  record Maybe(Shape element) implements Shape {}

  /** The shape of a type of Java. */
  static Shape of(Type type, Key key) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      Shape element = of(arguments[arguments.length - 1], key);
      if (generic.getRawType() == Optional.class) {
        return new Maybe(element);
      }
      if (generic.getRawType() == List.class) {
        return new Several(element);
      }
      if (generic.getRawType() == Map.class) {
        return new Named(element);
      }
    } else if (type instanceof Class<?> plain) {
      Optional<Scalar<?>> scalar = Scalars.of(plain, key);
      if (scalar.isPresent()) {
        return new Value(scalar.get());
      }
      if (plain.isRecord()) {
        return new Section(plain.asSubclass(Record.class));
      }
    }
    throw new IllegalArgumentException("no key can be " + type);
  }

  /** The value or section within, however often it may stand there. */
  default Shape innermost() {
    return switch (this) {
      case Several several -> several.element().innermost();
      case Named named -> named.element().innermost();
      case Maybe maybe -> maybe.element().innermost();
      case Value value -> value;
      case Section section -> section;
    };
  }
}
