package io.github.nioftpd.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Descriptions of what files a server has, for failed assertions. */
final class FileFindings {

  private static final int SHOWN = 20;
  private static final int SHORT_TEXT = 200;
  private static final int AROUND = 30;

  private FileFindings() {}

  /** What is there instead of a file or directory that does not exist. */
  static String absence(FtpControl ftp, String path) {
    Path parent = ftp.path(path).getParent();
    String name = path.replaceFirst("/[^/]*/?$", "");
    while (parent != null && !Files.isDirectory(parent)) {
      parent = parent.getParent();
      name = name.replaceFirst("/[^/]*$", "");
    }
    if (parent == null) {
      return "it does not exist.";
    }
    List<String> entries = entries(parent);
    return "it does not exist. The directory "
        + (name.isEmpty() ? "/" : name)
        + (entries.isEmpty() ? " is empty." : " has:\n" + lines(entries));
  }

  private static List<String> entries(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().map(entry -> entry.getFileName() + ", " + kind(entry)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For example "a file of 12 bytes". */
  static String kind(Path path) {
    if (Files.isDirectory(path)) {
      return "a directory";
    }
    return Files.isSymbolicLink(path)
        ? "a symbolic link"
        : "a file of " + bytes(path).length + " bytes";
  }

  /** The first lines. */
  static String lines(List<String> all) {
    String more = all.size() > SHOWN ? "\n  and " + (all.size() - SHOWN) + " more" : "";
    return all.stream().limit(SHOWN).collect(Collectors.joining("\n  ", "  ", more));
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Describes how a content differs from the expected one; empty if it does not. */
  static Optional<String> difference(byte[] actual, byte[] expected) {
    int at = Arrays.mismatch(actual, expected);
    if (at < 0) {
      return Optional.empty();
    }
    if (actual.length <= SHORT_TEXT && expected.length <= SHORT_TEXT) {
      return Optional.of(
          String.format("%nexpected: %s%nbut was:  %s", text(expected, 0), text(actual, 0)));
    }
    int from = Math.max(0, at - AROUND / 2);
    return Optional.of(
        String.format(
            "the first difference is at byte %d; expected %d bytes, but there are %d%n"
                + "expected: …%s%nbut was:  …%s",
            at, expected.length, actual.length, text(expected, from), text(actual, from)));
  }

  private static String text(byte[] content, int from) {
    int to = content.length <= SHORT_TEXT && from == 0 ? content.length : from + AROUND;
    byte[] part =
        Arrays.copyOfRange(content, Math.min(from, content.length), Math.min(to, content.length));
    try {
      return "\""
          + StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(part))
              .toString()
              .replace("\n", "\\n")
              .replace("\r", "\\r")
          + "\"";
    } catch (CharacterCodingException e) {
      return java.util.HexFormat.ofDelimiter(" ").formatHex(part);
    }
  }

  /** The differences of two trees, one a line. */
  static List<String> differences(Path actual, Path expected) {
    Map<String, Path> have = tree(actual);
    Map<String, Path> want = tree(expected);
    Set<String> names = new TreeSet<>(want.keySet());
    names.addAll(have.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      Path found = have.get(name);
      Path wanted = want.get(name);
      if (found != null && wanted != null) {
        difference(found, wanted)
            .ifPresent(difference -> differences.add(name + ": " + difference));
      } else if (wanted != null) {
        differences.add(name + ": missing, expected " + kind(wanted));
      } else if (found != null) {
        differences.add(name + ": not expected, " + kind(found));
      }
    }
    return differences;
  }

  private static Optional<String> difference(Path have, Path want) {
    boolean directory = Files.isDirectory(have, LinkOption.NOFOLLOW_LINKS);
    if (directory && Files.isDirectory(want)) {
      return Optional.empty();
    }
    if (directory || Files.isDirectory(want)) {
      return Optional.of("expected " + kind(want) + ", but is " + kind(have));
    }
    return difference(bytes(have), bytes(want)).map(text -> "other content: " + text);
  }

  /** The entries below a directory, with their relative names. */
  private static Map<String, Path> tree(Path root) {
    try (Stream<Path> entries = Files.walk(root)) {
      Map<String, Path> tree = new TreeMap<>();
      entries
          .filter(entry -> !entry.equals(root))
          .forEach(entry -> tree.put(name(root.relativize(entry)), entry));
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path relative) {
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }
}
