package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.PermissionRules;
import io.github.nioftpd.command.EntryLines.Format;
import io.github.nioftpd.data.LineWriter;
import io.github.nioftpd.listing.DirectoryQueue;
import io.github.nioftpd.listing.Formats;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.transfer.ListingTransfer;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Directories on their way to the client: each entry is read, written and forgotten, however many
 * there are.
 */
final class Entries {

  /** The most entries of a listing with -R; it fails half-way rather than being cut silently. */
  static final int MOST_RECURSIVE = 100_000;

  private final Selection selection;
  private final EntryLines lines;
  private final PermissionRules permissions;
  private final PartFiles parts;
  private int seen;

  private Entries(Session session, Selection selection, Format format) throws Refused {
    this.selection = selection;
    this.lines = new EntryLines(format);
    this.permissions = session.account().permissions();
    this.parts = PartFiles.of(session);
  }

  /**
   * The listing of a selection: the entries of a directory, or the file itself. The directory is
   * open when it returns.
   */
  static ListingTransfer of(Session session, Selection selection, Format format)
      throws IOException {
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

  private static ListingTransfer ofItself(Session session, Selection selection, Format format)
      throws IOException {
    return new ListingTransfer(
        session.settings().charset(),
        out -> {
          format.append(out.line(), selection.path());
          out.end();
        },
        () -> {});
  }

  /** The listing of a directory, whose stream the transfer closes. */
  static ListingTransfer ofDirectory(Session session, Selection selection, Format format)
      throws IOException {
    Entries entries = new Entries(session, selection, format);
    DirectoryStream<Path> stream = open(selection.path());
    try {
      return new ListingTransfer(
          session.settings().charset(), out -> entries.all(out, stream), stream);
    } catch (Throwable e) {
      stream.close();
      throw e;
    }
  }

  /** Opens a directory; its caller closes it. */
  @SuppressWarnings("StreamResourceLeak")
  private static DirectoryStream<Path> open(Path directory) throws IOException {
    return Files.newDirectoryStream(directory);
  }

  private void all(LineWriter out, DirectoryStream<Path> top) throws IOException {
    try (DirectoryQueue below = new DirectoryQueue()) {
      directory(out, top, below);
      Path next = below.poll();
      while (next != null) {
        out.end();
        Formats.name(out.line().append("./"), selection.path().relativize(next).toString());
        out.line().append(':');
        out.end();
        unlessClosed(out, next, below);
        next = below.poll();
      }
    }
  }

  /** A directory that cannot be opened is passed over, as ls does it. */
  private void unlessClosed(LineWriter out, Path next, DirectoryQueue below) throws IOException {
    DirectoryStream<Path> opened;
    try {
      opened = open(next);
    } catch (IOException | SecurityException e) {
      lines.leftOut(next, e);
      return;
    }
    try (opened) {
      directory(out, opened, below);
    } catch (DirectoryIteratorException e) {
      lines.leftOut(next, e);
    }
  }

  /**
   * Lists one directory.
   *
   * @throws DirectoryIteratorException when its first entry could not be read: a store may be asked
   *     then, and not when the stream was opened
   */
  private void directory(LineWriter out, DirectoryStream<Path> stream, DirectoryQueue below)
      throws IOException {
    int before = seen;
    try {
      entries(out, stream, below);
    } catch (DirectoryIteratorException e) {
      if (seen == before) {
        throw e;
      }
      throw new IOException("cannot read the whole directory", e.getCause());
    }
  }

  private void entries(LineWriter out, DirectoryStream<Path> stream, DirectoryQueue below)
      throws IOException {
    for (Path entry : stream) {
      out.ensureOpen(); // a search that finds nothing writes nothing, and must end all the same
      if (parts.hides(entry)) {
        continue;
      }
      seen++;
      if (selection.includes(entry) && lines.append(out.line(), entry)) {
        out.end();
      }
      if (selection.isRecursive()) {
        if (seen > MOST_RECURSIVE) {
          throw new Refused(451, "Too many entries for a recursive listing.");
        }
        Path next = selection.path().resolve(entry);
        if (isDirectory(entry) && permissions.in(next).contains(Permission.LIST)) {
          below.add(next);
        }
      }
    }
  }

  private boolean isDirectory(Path entry) {
    try {
      return Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isDirectory();
    } catch (IOException | SecurityException e) {
      lines.leftOut(entry, e);
      return false;
    }
  }
}
