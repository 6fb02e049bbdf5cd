package io.github.nioftpd.test;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The dialogue of a server with its clients, as it was on the wire. Passwords are stars. Immutable.
 *
 * <p>A server keeps the last 10,000 entries.
 */
public final class Transcript {

  private static final int EXCERPT = 60;
  private static final int END = 20;
  private static final int BEFORE_FAILURE = 3;

  private final List<Entry> entries;
  private final long dropped;

  Transcript(List<Entry> entries, long dropped) {
    this.entries = List.copyOf(entries);
    this.dropped = dropped;
  }

  /** The kind of an entry. */
  public enum Kind {
    /** A client connected. */
    CONNECTED("+"),
    /** The client sent a command. */
    COMMAND(">"),
    /** The server sent a reply. */
    REPLY("<"),
    /** A transfer of a file ended. */
    DATA("="),
    /** A fault changed what the server does. */
    FAULT("!"),
    /** The session ended. */
    CLOSED("-");

    private final String mark;

    Kind(String mark) {
      this.mark = mark;
    }
  }

  /**
   * An entry.
   *
   * @param session the number of the session, from 1 on in each test
   * @param kind the kind
   * @param text a command, a reply or a description; a reply of several lines has line ends
   */
  public record Entry(int session, Kind kind, String text) {

    private boolean isFailure() {
      return kind == Kind.FAULT || (kind == Kind.REPLY && text.matches("(?s)[45].*"));
    }

    /** {@return for example {@code #1 > USER bob}} */
    @Override
    public String toString() {
      String start = "#" + session + " " + kind.mark + " ";
      return start + text.replace("\n", "\n" + start);
    }
  }

  /** {@return the entries, in order} */
  public List<Entry> entries() {
    return entries;
  }

  /** {@return the number of earlier entries that were dropped} */
  public long dropped() {
    return dropped;
  }

  /** {@return all entries, one a line} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (dropped > 0) {
      text.append("(").append(dropped).append(" earlier entries were dropped)\n");
    }
    entries.forEach(entry -> text.append(entry).append('\n'));
    return text.toString();
  }

  /** The end, and the failures with the commands before them; at most about 60 entries. */
  String excerpt() {
    if (entries.size() <= EXCERPT) {
      return toString();
    }
    BitSet chosen = new BitSet();
    chosen.set(entries.size() - END, entries.size());
    for (int i = entries.size() - 1; i >= 0 && chosen.cardinality() < EXCERPT; i--) {
      if (entries.get(i).isFailure()) {
        chosen.set(Math.max(0, i - BEFORE_FAILURE), i + 1);
      }
    }
    List<String> lines = new ArrayList<>();
    int next = 0;
    for (int i = chosen.nextSetBit(0); i >= 0; i = chosen.nextSetBit(i + 1)) {
      long left = i - next + (next == 0 ? dropped : 0);
      if (left > 0) {
        lines.add("   (" + left + " entries left out)");
      }
      lines.add(entries.get(i).toString());
      next = i + 1;
    }
    return String.join("\n", lines) + "\n";
  }
}
