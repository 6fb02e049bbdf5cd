package io.github.nioftpd.fs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A backend turns a location into a file system whose root is all that its users can reach.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader}, have a public constructor
 * without parameters, and are safe for use by several threads.
 */
public interface Backend {

  /**
   * The URI scheme this backend answers to, in lower case.
   *
   * @return for example {@code file} or {@code memory}
   */
  String scheme();

  /**
   * Opens the file system at a location. Its only root is {@code /}, its separator {@code /}, and
   * no path of it leads out of the location.
   *
   * @param location an absolute URI of this backend's scheme, without its query
   * @param settings the query of the location and the options of the command line that were given,
   *     by name
   * @return a file system that the caller closes; its {@link TreeFileSystem#description()}, or its
   *     {@code toString()}, is shown at the start
   * @throws IllegalArgumentException when the location or a setting is not valid, or a setting is
   *     not known; the message is one sentence for the administrator
   * @throws IOException when the location cannot be opened, for example because it does not exist;
   *     the message is one sentence for the administrator
   */
  FileSystem open(URI location, Map<String, String> settings) throws IOException;

  /**
   * The settings of a location that differ from user to user without being configured, such as the
   * name that a store logs. Users for whom there are any get a file system of their own, and do not
   * share one.
   *
   * @param user the name of the user, which may have any characters
   * @param settings the query of the location and the other settings for it, by name
   * @return settings to add; empty for most backends
   */
  default Map<String, String> settingsOf(String user, Map<String, String> settings) {
    return Map.of();
  }

  /**
   * The capabilities of its kinds of file systems, for a table.
   *
   * @return what can be done, by an example of the location: for example {@code memory:}; empty
   *     when that shows only when a location is opened
   */
  default Map<String, Set<Capability>> kinds() {
    return Map.of();
  }

  /**
   * Tries what only this backend can: a part of {@code nioftpd probe}, which tries the operations
   * of {@code java.nio.file} by itself. What it makes it removes again, also after a failure.
   *
   * @param directory an absolute path of a file system that this backend opened; everything is made
   *     below it, and it need not exist
   * @param report receives each finding at once
   */
  default void examine(Path directory, Consumer<Finding> report) {}
}
