package io.github.nioftpd.server.probe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The part of a probe about names. Used by one thread. */
final class NameTrials {

  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("spaces in the middle", "a b  c");
    NAMES.put("a space at the beginning", " a");
    NAMES.put("a space at the end", "a ");
    NAMES.put("a dot at the beginning", ".a");
    NAMES.put("a dot at the end", "a.");
    NAMES.put("%, + and &", "50% off+a&b%zz");
    NAMES.put("wildcard characters", "[a]*?{b}");
    NAMES.put("quotes, < and >", "'a\"<b>");
    NAMES.put("a backslash", "a\\b");
    NAMES.put("a colon and a semicolon", "a:b;c");
    NAMES.put("non-ASCII letters", "Gr\u00fc\u00dfe \u65e5\u672c\u8a9e");
    NAMES.put("an emoji", "\ud83d\ude00");
    NAMES.put("control characters", "a\tb\u0007c");
  }

  /** The limit of most disks. */
  private static final int USUAL = 255;

  private static final int MOST = 512;

  private final Trials trials;
  private final Path directory;

  NameTrials(Trials trials, Path directory) {
    this.trials = trials;
    this.directory = directory;
  }

  void run() {
    NAMES.forEach((what, name) -> trials.optional("names with " + what, () -> isKept(name)));
    trials.optional("names that differ in case", () -> areTwo("case", "CASE"));
    trials.optional("names that differ in the form of \u00e9", () -> areTwo("\u00e9", "e\u0301"));
    trials.optional("the longest name", this::longest);
  }

  /** A directory of that name, and a file of that name in it. */
  private String isKept(String name) throws IOException {
    Path parent = Files.createDirectory(directory.resolve(name));
    Path file = Files.writeString(parent.resolve(name), "x");
    Trials.check(names(directory).contains(name), "listed as " + names(directory));
    Trials.check(names(parent).equals(Set.of(name)), "listed as " + names(parent));
    Trials.check(Files.readString(file).equals("x"), "another file was read back");
    Files.delete(file);
    Files.delete(parent);
    return "";
  }

  private String areTwo(String one, String other) throws IOException {
    Path first = Files.writeString(directory.resolve(one), "1");
    Path second = Files.writeString(directory.resolve(other), "2");
    Trials.check(Files.readString(first).equals("1"), "both names mean the same file");
    Trials.check(names(directory).containsAll(Set.of(one, other)), "only one of them is listed");
    Files.delete(first);
    Files.delete(second);
    return "";
  }

  private static Set<String> names(Path directory) throws IOException {
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    }
    return names;
  }

  /** Two trials for the usual limit, a binary search for any other. */
  private String longest() throws IOException {
    int longest = 0;
    int tooLong = USUAL + 1;
    if (fits(USUAL)) {
      longest = USUAL;
      tooLong = fits(USUAL + 1) ? MOST + 1 : USUAL + 1;
    }
    while (tooLong - longest > 1) {
      int middle = (longest + tooLong) / 2;
      if (fits(middle)) {
        longest = middle;
      } else {
        tooLong = middle;
      }
    }
    Trials.check(longest > 0, "none");
    return longest + (longest == MOST ? " bytes or more" : " bytes");
  }

  private boolean fits(int length) {
    try {
      Path file = directory.resolve("n".repeat(length));
      Files.writeString(file, "x");
      Files.delete(file);
      return true;
    } catch (IOException | RuntimeException e) { // providers differ in how they refuse
      return false;
    }
  }
}
