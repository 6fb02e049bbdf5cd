package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.SystemError;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The texts under which the JDK passes errors of the system on. They come from the C library in the
 * language of the process, so the library is asked for them where that is possible; in English they
 * are known.
 */
final class ErrorTexts {

  private static final ErrorTexts OF_PROCESS = new ErrorTexts(Openat2::errorText);

  private final Map<String, SystemError> texts;

  /** Asks for the text of each error by its number; empty where that cannot be told. */
  ErrorTexts(IntFunction<Optional<String>> library) {
    texts =
        Stream.of(SystemError.values())
            .collect(
                Collectors.toMap(
                    error -> library.apply(error.number()).orElse(error.name()),
                    error -> error,
                    (one, other) -> one));
  }

  static Optional<SystemError> find(String reason) {
    return OF_PROCESS.of(reason);
  }

  /** The error that a text begins with: the JDK adds words of its own to some. */
  Optional<SystemError> of(String reason) {
    Optional<SystemError> own =
        texts.keySet().stream()
            .filter(reason::startsWith)
            .max(Comparator.comparingInt(String::length))
            .map(texts::get);
    return own.isPresent() ? own : SystemError.of(new java.io.IOException(reason));
  }
}
