package io.github.nioftpd.server.config.binding;

import io.github.nioftpd.server.config.Key;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Type of the value of a key. */
sealed interface ValueType {

  /** One value. */
  record Value(Scalar<?> scalar) implements ValueType {}

  /** More keys. */
  record Section(Class<? extends Record> type) implements ValueType {}

  /** Several of the same. */
  record Several(ValueType element) implements ValueType {}

  /** Several of the same, each with a name. */
  record Named(ValueType element) implements ValueType {}

  /** One, or nothing. */
  record Maybe(ValueType element) implements ValueType {}

  /** The shape of a type of Java. */
  static ValueType of(Type type, Key key) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      ValueType element = of(arguments[arguments.length - 1], key);
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

  /** The innermost value or section. */
  default ValueType innermost() {
    return switch (this) {
      case Several several -> several.element().innermost();
      case Named named -> named.element().innermost();
      case Maybe maybe -> maybe.element().innermost();
      case Value value -> value;
      case Section section -> section;
    };
  }
}
