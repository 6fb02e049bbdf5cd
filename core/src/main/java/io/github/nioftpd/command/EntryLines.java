package io.github.nioftpd.command;

import io.github.nioftpd.event.LogText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of one listing as lines. One that cannot be examined is left out, and the first of
 * these is logged: a dead mount must not hide its siblings. Owned by one thread.
 */
final class EntryLines {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  /** How an entry becomes a line. */
  @FunctionalInterface
  interface Format {
    void append(StringBuilder out, Path entry) throws IOException;
  }

  private final Format format;
  private boolean logged;

  EntryLines(Format format) {
    this.format = format;
  }

  /** Appends an entry; false when it is left out. */
  boolean append(StringBuilder line, Path entry) {
    int before = line.length();
    try {
      format.append(line, entry);
      return true;
    } catch (IOException | SecurityException e) {
      line.setLength(before);
      leftOut(entry, e);
      return false;
    }
  }

  /**
   * Records why an entry, or its content, is not listed. An entry that was removed meanwhile is no
   * problem.
   */
  void leftOut(Path entry, Exception reason) {
    boolean usual =
        reason instanceof NoSuchFileException
            || reason instanceof NotDirectoryException
            || reason instanceof AccessDeniedException;
    if (usual || logged) {
      LOG.debug("not listed: {}", LogText.escape(String.valueOf(reason)));
      return;
    }
    logged = true;
    LOG.warn(
        "cannot read {}, which is not listed; further failures in this listing are not logged: {}",
        LogText.escape(entry.toString()),
        LogText.escape(String.valueOf(reason)));
  }
}
