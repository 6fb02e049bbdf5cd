package io.github.nioftpd.fs.s3;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Converts the keys of a listing to names. An object with the same name as a directory is left out,
 * since a directory cannot contain both; so are names that are not valid in a path.
 *
 * <p>Keys arrive in byte order, in pages that may separate {@code a} from {@code a/}. All keys
 * between the two start with {@code a}, so an object is held back while such keys arrive. Owned by
 * one thread.
 */
final class EntryNames {

  private static final Logger LOG = LoggerFactory.getLogger(EntryNames.class);

  private final String prefix;
  private final AtomicLong hidden;
  private final Deque<Entry> held = new ArrayDeque<>();
  private boolean marker;

  /** An entry; the object is null for a directory. */
  record Entry(String name, @Nullable S3Object object) {
    boolean isDirectory() {
      return object == null;
    }
  }

  EntryNames(String prefix, AtomicLong hidden) {
    this.prefix = prefix;
    this.hidden = hidden;
  }

  /** Whether the directory has a marker. */
  boolean hasMarker() {
    return marker;
  }

  /** The entries of a page, without those that must be held back until the next page. */
  List<Entry> of(ListRequests.Page page, boolean last) {
    List<Entry> sorted = new ArrayList<>(page.objects().size() + page.prefixes().size());
    for (S3Object object : page.objects()) {
      sorted.add(new Entry(object.key().substring(prefix.length()), object));
    }
    for (String directory : page.prefixes()) {
      sorted.add(new Entry(directory.substring(prefix.length(), directory.length() - 1), null));
    }
    sorted.sort(Comparator.comparing(EntryNames::key, EntryNames::byBytes));
    List<Entry> entries = new ArrayList<>(sorted.size());
    for (Entry entry : sorted) {
      take(entry, entries);
    }
    if (last) {
      release("", entries, true);
    }
    return entries;
  }

  private static String key(Entry entry) {
    return entry.isDirectory() ? entry.name() + "/" : entry.name();
  }

  private void take(Entry entry, List<Entry> entries) {
    if (entry.name().isEmpty() && !entry.isDirectory()) {
      marker = true;
      return;
    }
    release(entry.name(), entries, false);
    boolean hides =
        entry.isDirectory() && !held.isEmpty() && held.peek().name().equals(entry.name());
    if (hides) {
      hidden(held.pop().name());
    }
    if (!isName(entry.name())) {
      hidden(key(entry));
    } else if (entry.isDirectory()) {
      entries.add(entry);
    } else {
      held.push(entry);
    }
  }

  /** Releases objects after which no directory of the same name can follow. */
  private void release(String next, List<Entry> entries, boolean all) {
    while (!held.isEmpty() && (all || !next.startsWith(held.peek().name()))) {
      entries.add(held.pop());
    }
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.indexOf('\0') < 0
        && name.indexOf('/') < 0;
  }

  private void hidden(String name) {
    if (hidden.incrementAndGet() == 1) {
      LOG.warn(
          "the bucket contains keys that are not valid paths, such as \"{}\" in \"{}\"; they are"
              + " not listed",
          name,
          prefix);
    }
  }

  /** Compares by UTF-8 bytes, which is the order of code points, unlike {@code String}. */
  static int byBytes(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        boolean mixed = Character.isSurrogate(a) != Character.isSurrogate(b);
        return mixed ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
