package io.github.nioftpd.listing;

import io.github.nioftpd.listing.Entry.Kind;
import io.github.nioftpd.wire.FtpTime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/**
 * Entries as lines. All times come from {@link FtpTime}. Immutable, for one listing: what the
 * account may do and the time of day are looked up once.
 */
public final class Formats {

  private final FtpTime time;
  private final Instant now;
  private final PermFact perm;

  /** Makes the formats for one listing. */
  public Formats(FtpTime time, PermFact perm) {
    this.time = time;
    this.now = time.now();
    this.perm = perm;
  }

  /** Appends a line of LIST, as {@code ls -l} writes it. */
  public void list(StringBuilder out, Entry entry) {
    mode(out, entry);
    pad(out, entry.unix().links(), 4);
    out.append(' ');
    left(out, entry.unix().owner());
    out.append(' ');
    left(out, entry.unix().group());
    pad(out, entry.size(), 13);
    out.append(' ');
    time.appendListTime(out, entry.modified(), now);
    out.append(' ');
    name(out, entry.name());
    if (entry.kind() == Kind.LINK) {
      name(out.append(" -> "), entry.target());
    }
  }

  /** Appends a line of MLSD or MLST: the facts, one space, the name (RFC 3659 section 7.2). */
  public void facts(StringBuilder out, Entry entry, Path path, Set<Fact> facts) {
    for (Fact fact : facts) {
      fact(out, entry, path, fact);
    }
    out.append(' ');
    name(out, entry.name());
  }

  /**
   * Appends a name. What would end the line is shown as a question mark; no other name would stand
   * in its place.
   */
  public static void name(StringBuilder out, String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      out.append(c == '\r' || c == '\n' || c == 0 ? '?' : c);
    }
  }

  private void fact(StringBuilder out, Entry entry, Path path, Fact fact) {
    int before = out.length();
    out.append(fact.label()).append('=');
    int start = out.length();
    value(out, entry, path, fact);
    if (out.length() == start && fact != Fact.PERM) {
      out.setLength(before); // nothing is known; of perm, that nothing may be done is
    } else {
      out.append(';');
    }
  }

  private void value(StringBuilder out, Entry entry, Path path, Fact fact) {
    Entry.Unix unix = entry.unix();
    switch (fact) {
      case TYPE -> out.append(type(entry.kind()));
      case SIZE -> {
        if (entry.kind() == Kind.FILE) {
          out.append(entry.size());
        }
      }
      case MODIFY -> time.appendTimeVal(out, entry.modified());
      case CREATE -> entry.created().ifPresent(instant -> time.appendTimeVal(out, instant));
      case PERM -> perm.append(out, path, entry.kind());
      case UNIQUE -> out.append(entry.unique().get());
      case UNIX_MODE -> out.append('0').append(Integer.toOctalString(unix.mode()));
      case UNIX_UID -> number(out, unix.uid());
      case UNIX_GID -> number(out, unix.gid());
      case UNIX_OWNER -> word(out, unix.owner());
      case UNIX_GROUP -> word(out, unix.group());
    }
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case FILE -> "file";
      case DIRECTORY -> "dir";
      case LINK -> "OS.unix=symlink";
      case PIPE, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE, OTHER -> "OS.unix=special";
    };
  }

  private static void number(StringBuilder out, int id) {
    if (id >= 0) {
      out.append(id);
    }
  }

  /** A semicolon would end the fact, a space all facts. */
  private static void word(StringBuilder out, String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      out.append(c <= ' ' || c == ';' ? '_' : c);
    }
  }

  private static void mode(StringBuilder out, Entry entry) {
    out.append(
        switch (entry.kind()) {
          case DIRECTORY -> 'd';
          case LINK -> 'l';
          case PIPE -> 'p';
          case SOCKET -> 's';
          case CHARACTER_DEVICE -> 'c';
          case BLOCK_DEVICE -> 'b';
          case FILE, OTHER -> '-';
        });
    out.append(permissions(entry.unix().mode()));
  }

  /** Formats permission bits. */
  public static String permissions(int mode) {
    StringBuilder letters = new StringBuilder(9);
    for (int bit = 8; bit >= 0; bit--) {
      letters.append((mode >> bit & 1) == 1 ? "xwr".charAt(bit % 3) : '-');
    }
    special(letters, 2, mode & 04000, 's');
    special(letters, 5, mode & 02000, 's');
    special(letters, 8, mode & 01000, 't');
    return letters.toString();
  }

  /** The letter of a bit above the nine stands where x does, in upper case without it. */
  private static void special(StringBuilder letters, int at, int bit, char letter) {
    if (bit != 0) {
      boolean executable = letters.charAt(at) == 'x';
      letters.setCharAt(at, executable ? letter : Character.toUpperCase(letter));
    }
  }

  private static void pad(StringBuilder out, long number, int width) {
    String digits = Long.toString(number);
    out.repeat(' ', Math.max(1, width - digits.length())).append(digits);
  }

  private static void left(StringBuilder out, String name) {
    int start = out.length();
    word(out, name);
    out.repeat(' ', Math.max(0, 8 - (out.length() - start)));
  }
}
