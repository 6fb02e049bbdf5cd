package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.Permissions;
import io.github.nioftpd.data.LineWriter;
import io.github.nioftpd.listing.Formats;
import io.github.nioftpd.session.Listing;
import io.github.nioftpd.session.Printable;
import io.github.nioftpd.session.Refused;
import io.github.nioftpd.session.Session;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directories on their way to the client: each entry is read, written and forgotten, however many
 * there are.
 */
final class Entries {

  /**
   * How many entries a listing with -R may have; it is refused half-way rather than cut in silence.
   */
  static final int MOST_RECURSIVE = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  /** How an entry becomes a line. */
  @FunctionalInterface
  interface Format {
    void append(StringBuilder out, Path entry) throws IOException;
  }

  private final Selection selection;
  private final Format format;
  private final Permissions permissions;
  private final PartFiles parts;
  private int written;

  private Entries(Session session, Selection selection, Format format) throws Refused {
    this.selection = selection;
    this.format = format;
    this.permissions = session.account().permissions();
    this.parts = PartFiles.of(session);
  }

  /**
   * The listing of a selection: what is in a directory, or the file itself. The directory is open
   * when it returns.
   */
  static Listing of(Session session, Selection selection, Format format) throws IOException {
    if (selection.isItself()) {
      boolean unused = Attributes.isDirectory(selection.path(), LinkOption.NOFOLLOW_LINKS);
      return ofItself(session, selection, format);
    }
    try {
      return ofDirectory(session, selection, format);
    } catch (NotDirectoryException e) {
      return ofItself(session, selection, format);
    }
  }

  private static Listing ofItself(Session session, Selection selection, Format format)
      throws IOException {
    return new Listing(session, out -> write(out, selection.path(), format), () -> {});
  }

  /** The listing of a directory, whose stream the transfer closes. */
  @SuppressWarnings("StreamResourceLeak")
  static Listing ofDirectory(Session session, Selection selection, Format format)
      throws IOException {
    Entries entries = new Entries(session, selection, format);
    DirectoryStream<Path> stream = Files.newDirectoryStream(selection.path());
    return new Listing(session, out -> entries.all(out, stream), stream);
  }

  private void all(LineWriter out, DirectoryStream<Path> top) throws IOException {
    Deque<Path> below = new ArrayDeque<>();
    directory(out, top, below);
    while (!below.isEmpty()) {
      Path next = below.removeFirst();
      out.end();
      Formats.name(out.line().append("./"), selection.path().relativize(next).toString());
      out.line().append(':');
      out.end();
      unlessGone(out, next, below);
    }
  }

  /** A directory that went away, or may not be read, is passed over, as ls does it. */
  private void unlessGone(LineWriter out, Path next, Deque<Path> below) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(next)) {
      directory(out, stream, below);
    } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
      LOG.debug("a directory was passed over: {}", Printable.escape(String.valueOf(e)));
    }
  }

  private void directory(LineWriter out, DirectoryStream<Path> stream, Deque<Path> below)
      throws IOException {
    for (Path entry : stream) {
      out.ensureOpen(); // a search that finds nothing writes nothing, and must end all the same
      if (parts.hides(entry)) {
        continue;
      }
      if (selection.includes(entry)) {
        write(out, entry, format);
      }
      if (selection.isRecursive()) {
        if (++written > MOST_RECURSIVE) {
          throw new Refused(451, "Too many entries for a recursive listing.");
        }
        Path next = selection.path().resolve(entry);
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
            && permissions.in(next).contains(Permission.LIST)) {
          below.addLast(next);
        }
      }
    }
  }

  /** An entry that went away since its name was read is left out. */
  private static void write(LineWriter out, Path entry, Format format) throws IOException {
    StringBuilder line = out.line();
    int before = line.length();
    try {
      format.append(line, entry);
    } catch (NoSuchFileException | AccessDeniedException e) {
      line.setLength(before);
      return;
    }
    out.end();
  }
}
