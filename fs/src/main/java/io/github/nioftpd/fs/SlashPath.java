package io.github.nioftpd.fs;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Path} of names separated by {@code /}, for file systems that have one root and no path
 * of their own.
 *
 * <p>The file system makes its paths with {@link #parse}; everything else is the same for all of
 * them. Names are compared by code unit and kept as they are: no case folding, no Unicode
 * normalisation.
 *
 * <p>A path may carry a <em>note</em>: an object that a directory stream attaches to the paths it
 * yields, so that their attributes need no second request. Notes do not take part in {@code
 * equals}, and no path made from a path has one.
 *
 * <p>Instances are immutable and safe for use by several threads, as far as their note is.
 */
public final class SlashPath implements Path {

  private final FileSystem fileSystem;
  private final boolean absolute;
  private final List<String> names;
  private final @Nullable Object note;

  private SlashPath(
      FileSystem fileSystem, boolean absolute, List<String> names, @Nullable Object note) {
    this.fileSystem = fileSystem;
    this.absolute = absolute;
    this.names = names;
    this.note = note;
  }

  /**
   * Parses a path. Runs of slashes count as one, and a slash at the end is dropped.
   *
   * @param fileSystem the file system the path belongs to
   * @param first the path; an empty text is the empty path, which has one empty name
   * @param more further names, each after a slash
   * @return the path, absolute when the text begins with a slash
   * @throws InvalidPathException when the text holds a NUL character
   */
  public static SlashPath parse(FileSystem fileSystem, String first, String... more) {
    String text = first;
    for (String next : more) {
      text = text.isEmpty() || next.isEmpty() ? text + next : text + "/" + next;
    }
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw new InvalidPathException(text, "NUL character not allowed", nul);
    }
    if (text.indexOf('/') < 0) {
      return new SlashPath(fileSystem, false, List.of(text), null);
    }
    boolean absolute = text.startsWith("/");
    List<String> names = new ArrayList<>();
    for (String name : text.split("/")) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return new SlashPath(fileSystem, absolute, List.copyOf(names), null);
  }

  /**
   * An equal path that carries a note.
   *
   * @param value what to remember
   * @return a path that is equal to this one
   */
  public SlashPath withNote(Object value) {
    return new SlashPath(fileSystem, absolute, names, value);
  }

  /**
   * The note this very instance carries.
   *
   * @return the note, or null when it has none
   */
  public @Nullable Object note() {
    return note;
  }

  /**
   * The names from the root, after {@code .} and {@code ..} were resolved; empty for the root
   * itself. {@code ..} at the root stays at the root. A relative path is taken to start at the
   * root.
   *
   * @return an immutable list of names, none of which is empty, {@code .} or {@code ..}
   */
  public List<String> namesFromRoot() {
    return toAbsolutePath().normalize().names;
  }

  private SlashPath of(boolean isAbsolute, List<String> list) {
    List<String> some = list.isEmpty() && !isAbsolute ? List.of("") : List.copyOf(list);
    return new SlashPath(fileSystem, isAbsolute, some, null);
  }

  private boolean isEmpty() {
    return !absolute && names.size() == 1 && names.getFirst().isEmpty();
  }

  private SlashPath mine(Path other) {
    if (other instanceof SlashPath path && path.fileSystem.equals(fileSystem)) {
      return path;
    }
    throw new ProviderMismatchException();
  }

  @Override
  public FileSystem getFileSystem() {
    return fileSystem;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public @Nullable SlashPath getRoot() {
    return absolute ? of(true, List.of()) : null;
  }

  @Override
  public @Nullable SlashPath getFileName() {
    return names.isEmpty() ? null : of(false, List.of(names.getLast()));
  }

  @Override
  public @Nullable SlashPath getParent() {
    if (names.isEmpty() || (names.size() == 1 && !absolute)) {
      return null;
    }
    return of(absolute, names.subList(0, names.size() - 1));
  }

  @Override
  public int getNameCount() {
    return names.size();
  }

  @Override
  public SlashPath getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public SlashPath subpath(int begin, int end) {
    if (begin < 0 || end > names.size() || begin >= end) {
      throw new IllegalArgumentException("no names from " + begin + " to " + end);
    }
    return of(false, names.subList(begin, end));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof SlashPath path
        && path.fileSystem.equals(fileSystem)
        && path.absolute == absolute
        && path.isEmpty() == isEmpty()
        && path.names.size() <= names.size()
        && names.subList(0, path.names.size()).equals(path.names);
  }

  @Override
  public boolean endsWith(Path other) {
    if (!(other instanceof SlashPath path) || !path.fileSystem.equals(fileSystem)) {
      return false;
    }
    int from = names.size() - path.names.size();
    if (from < 0 || (path.absolute && (from > 0 || !absolute)) || path.isEmpty() != isEmpty()) {
      return false;
    }
    return names.subList(from, names.size()).equals(path.names);
  }

  @Override
  public SlashPath normalize() {
    List<String> kept = new ArrayList<>();
    for (String name : names) {
      boolean up = name.equals("..");
      if (up && !kept.isEmpty() && !kept.getLast().equals("..")) {
        kept.removeLast();
      } else if (up ? !absolute : !name.equals(".") && !name.isEmpty()) {
        kept.add(name);
      }
    }
    return of(absolute, kept);
  }

  @Override
  public SlashPath resolve(Path other) {
    SlashPath path = mine(other);
    if (path.absolute || isEmpty()) {
      return path;
    }
    if (path.isEmpty()) {
      return this;
    }
    String[] joined = names.toArray(new String[names.size() + path.names.size()]);
    System.arraycopy(path.names.toArray(), 0, joined, names.size(), path.names.size());
    return new SlashPath(fileSystem, absolute, List.of(joined), null);
  }

  @Override
  public SlashPath relativize(Path other) {
    SlashPath path = mine(other);
    if (path.absolute != absolute) {
      throw new IllegalArgumentException("one path is absolute, the other is not");
    }
    if (isEmpty()) {
      return path;
    }
    List<String> from = normalize().steps();
    List<String> to = path.normalize().steps();
    int common = 0;
    while (common < Math.min(from.size(), to.size()) && from.get(common).equals(to.get(common))) {
      common++;
    }
    if (from.subList(common, from.size()).contains("..")) {
      throw new IllegalArgumentException("the way down again is not known");
    }
    List<String> way = new ArrayList<>();
    for (int i = common; i < from.size(); i++) {
      way.add("..");
    }
    way.addAll(to.subList(common, to.size()));
    return of(false, way);
  }

  private List<String> steps() {
    return isEmpty() ? List.of() : names;
  }

  @Override
  public SlashPath toAbsolutePath() {
    return absolute ? this : of(true, isEmpty() ? List.of() : names);
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    SlashPath path = toAbsolutePath().normalize();
    fileSystem.provider().checkAccess(path);
    return path;
  }

  @Override
  public URI toUri() {
    try {
      return new URI(fileSystem.provider().getScheme(), null, toAbsolutePath().toString(), null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(mine(other).toString());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SlashPath path
        && path.absolute == absolute
        && path.names.equals(names)
        && path.fileSystem.equals(fileSystem);
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + Boolean.hashCode(absolute);
  }

  @Override
  public String toString() {
    String text = names.size() == 1 ? names.getFirst() : String.join("/", names);
    return absolute ? "/" + text : text;
  }
}
