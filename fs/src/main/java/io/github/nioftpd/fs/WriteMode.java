package io.github.nioftpd.fs;

import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * How a file is to be written, for file systems that read a file or write it, not both at once.
 *
 * @param fresh whether there must be none
 * @param creates whether the file may be missing
 * @param truncates whether existing bytes are dropped
 * @param appends whether all bytes are written at the end
 */
public record WriteMode(boolean fresh, boolean creates, boolean truncates, boolean appends) {

  /** A file that is made, or whose content is replaced. */
  public static final WriteMode REPLACE = new WriteMode(false, true, true, false);

  /**
   * Reads the options of {@link java.nio.file.Files#newByteChannel}.
   *
   * @param options as they were given
   * @return how to write, or empty for reading
   * @throws UnsupportedOperationException when the file is to be read and written, deleted when it
   *     is closed, or opened in a way that is not a {@link StandardOpenOption}
   */
  public static Optional<WriteMode> of(Set<? extends OpenOption> options) {
    for (OpenOption option : options) {
      if (option == StandardOpenOption.DELETE_ON_CLOSE || !(option instanceof StandardOpenOption)) {
        throw new UnsupportedOperationException(option.toString());
      }
    }
    boolean appends = options.contains(StandardOpenOption.APPEND);
    if (!appends && !options.contains(StandardOpenOption.WRITE)) {
      return Optional.empty();
    }
    if (options.contains(StandardOpenOption.READ)) {
      throw new UnsupportedOperationException("a file is read or written, not both");
    }
    return Optional.of(
        new WriteMode(
            options.contains(StandardOpenOption.CREATE_NEW),
            options.contains(StandardOpenOption.CREATE),
            options.contains(StandardOpenOption.TRUNCATE_EXISTING),
            appends));
  }
}
