package io.github.nioftpd.command;

import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.listing.EntryReader;
import io.github.nioftpd.listing.Formats;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.PathArgument;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Scope;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * STAT: alone, shows the state of the session, also while a transfer runs; with a path, lists it on
 * the control connection up to a bound. Wildcards are refused: a search must not run there.
 */
final class Stat implements Command {

  private static final Spec SPEC =
      Spec.permitted(Permission.LIST, "STAT", "[path]", "RFC 959 4.1.3")
          .path(Scope.EITHER, Stat::parse)
          .with(Trait.DURING_TRANSFER, Trait.IN_BETWEEN, Trait.WALKS);

  private static Optional<PathArgument> parse(Session session, String argument) throws IOException {
    return argument.isBlank() ? Optional.empty() : Selection.parse(session, argument);
  }

  /** The most entries that are listed on the control connection. */
  static final int MOST = 1_000;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    return call.hasPath() ? list(session, call) : status(session);
  }

  private static Reply status(Session session) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("Connected from " + session.remote().getAddress().getHostAddress());
    lines.add("Logged in as " + session.account().name());
    lines.add(
        "Type "
            + (session.parameters().isAscii() ? "ASCII" : "binary")
            + ", structure file, mode stream");
    if (session.tlsState().policy().isPresent()) {
      lines.add(session.tlsState().description());
    }
    lines.add(session.progress().orElse("No transfer is running."));
    return Reply.of(211, "Status:", lines, "End of status.");
  }

  private static Reply list(Session session, Call call) throws IOException {
    Selection selection = Selection.of(call);
    if (selection.glob().isPresent()) {
      return Reply.of(550, "Wildcards are not supported here; use LIST.");
    }
    List<String> lines = new ArrayList<>();
    boolean all = addLines(session, selection, lines);
    String end = all ? "End of status." : "Only the first " + MOST + " entries; use LIST for all.";
    return Reply.of(213, "Status follows:", lines, end);
  }

  private static boolean addLines(Session session, Selection selection, List<String> lines)
      throws IOException {
    Formats formats = ListCommand.formats(session);
    EntryReader reader = new EntryReader();
    EntryLines.Format format =
        (out, entry) -> ListCommand.line(out, formats, reader, selection, entry);
    if (selection.isItself()) {
      lines.add(line(format, selection.path()));
      return true;
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(selection.path())) {
      return addEntries(PartFiles.of(session), new EntryLines(format), stream, lines);
    } catch (NotDirectoryException e) {
      lines.add(line(format, selection.path()));
      return true;
    } catch (DirectoryIteratorException e) {
      if (lines.isEmpty()) {
        throw e; // as if it could not be opened
      }
      throw new IOException("cannot read the whole directory", e.getCause());
    }
  }

  private static boolean addEntries(
      PartFiles parts, EntryLines entries, DirectoryStream<Path> stream, List<String> lines) {
    for (Path entry : stream) {
      if (lines.size() == MOST) {
        return false;
      }
      StringBuilder line = new StringBuilder();
      if (!parts.hides(entry) && entries.append(line, entry)) {
        lines.add(line.toString());
      }
    }
    return true;
  }

  private static String line(EntryLines.Format format, Path path) throws IOException {
    StringBuilder line = new StringBuilder();
    format.append(line, path);
    return line.toString();
  }
}
