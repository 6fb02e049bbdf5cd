package io.github.nioftpd.listing;

import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.listing.Entry.Kind;
import io.github.nioftpd.listing.Entry.Unix;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the attributes of entries, one request each: as much as the file system has to tell, which
 * it shows through the attribute views it supports. Owned by one thread, for one listing.
 */
public final class EntryReader {

  private static final String UNIX =
      "unix:mode,nlink,uid,gid,dev,ino,size,lastModifiedTime,creationTime,"
          + "isDirectory,isRegularFile,isSymbolicLink";

  private static final String UNKNOWN_TARGET = "?";

  /** The most user names that are cached; looking one up is slower than everything else. */
  private static final int MOST_NAMES = 1_000;

  private final Map<Long, String[]> names = new HashMap<>();

  /**
   * Reads an entry. A symbolic link is shown as what it leads to, or as a link when that cannot be
   * told.
   */
  public Entry read(Path path) throws IOException {
    Entry entry = attributes(path, LinkOption.NOFOLLOW_LINKS);
    if (entry.kind() != Kind.LINK) {
      return entry;
    }
    try {
      return attributes(path);
    } catch (FileSystemException e) {
      return entry.leadingTo(target(path));
    }
  }

  /**
   * The target of a link, as it is stored when it stays inside by its names: others would disclose
   * the world outside.
   */
  private static String target(Path link) {
    try {
      Path target = Files.readSymbolicLink(link);
      int depth = link.toAbsolutePath().getNameCount() - 1;
      for (Path name : target) {
        depth += name.toString().equals("..") ? -1 : 1;
        if (depth < 0) {
          return UNKNOWN_TARGET;
        }
      }
      return target.isAbsolute() ? UNKNOWN_TARGET : target.toString();
    } catch (IOException | UnsupportedOperationException e) {
      return UNKNOWN_TARGET;
    }
  }

  private Entry attributes(Path path, LinkOption... options) throws IOException {
    Set<String> views = Capabilities.views(path);
    if (views.contains("unix")) {
      return unix(path, options);
    }
    if (views.contains("posix")) {
      PosixFileAttributes posix = Files.readAttributes(path, PosixFileAttributes.class, options);
      Unix unix =
          new Unix(
              mode(posix.permissions()),
              1,
              -1,
              -1,
              posix.owner().getName(),
              posix.group().getName());
      return basic(path, posix, unix);
    }
    BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class, options);
    return basic(path, basic, Unix.usual(kind(basic)));
  }

  private static Entry basic(Path path, BasicFileAttributes attributes, Unix unix) {
    Object key = attributes.fileKey();
    return new Entry(
        name(path),
        kind(attributes),
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        Optional.of(attributes.creationTime().toInstant()),
        () -> UniqueText.of(key == null ? path.toAbsolutePath().toString() : key.toString()),
        unix,
        "");
  }

  private Entry unix(Path path, LinkOption... options) throws IOException {
    Map<String, Object> map = Files.readAttributes(path, UNIX, options);
    int uid = number(map, "uid").intValue();
    int gid = number(map, "gid").intValue();
    String[] who = owner(path, uid, gid, options);
    int mode = number(map, "mode").intValue();
    return new Entry(
        name(path),
        kind(map, mode),
        number(map, "size").longValue(),
        time(map, "lastModifiedTime"),
        Optional.of(time(map, "creationTime")),
        () -> UniqueText.of(number(map, "dev").longValue(), number(map, "ino").longValue()),
        new Unix(mode & 07777, number(map, "nlink").intValue(), uid, gid, who[0], who[1]),
        "");
  }

  private String[] owner(Path path, int uid, int gid, LinkOption... options) throws IOException {
    long key = ((long) uid << 32) | (gid & 0xFFFF_FFFFL);
    String[] who = names.get(key);
    if (who == null) {
      Map<String, Object> map = Files.readAttributes(path, "posix:owner,group", options);
      who = new String[] {String.valueOf(map.get("owner")), String.valueOf(map.get("group"))};
      if (names.size() < MOST_NAMES) {
        names.put(key, who);
      }
    }
    return who;
  }

  private static Number number(Map<String, Object> map, String name) {
    return map.get(name) instanceof Number number ? number : 0;
  }

  private static Instant time(Map<String, Object> map, String name) {
    return map.get(name) instanceof FileTime time ? time.toInstant() : Instant.EPOCH;
  }

  private static Kind kind(Map<String, Object> map, int mode) {
    if (Boolean.TRUE.equals(map.get("isDirectory"))) {
      return Kind.DIRECTORY;
    }
    if (Boolean.TRUE.equals(map.get("isRegularFile"))) {
      return Kind.FILE;
    }
    if (Boolean.TRUE.equals(map.get("isSymbolicLink"))) {
      return Kind.LINK;
    }
    return switch (mode & 0170000) {
      case 0010000 -> Kind.PIPE;
      case 0020000 -> Kind.CHARACTER_DEVICE;
      case 0060000 -> Kind.BLOCK_DEVICE;
      case 0140000 -> Kind.SOCKET;
      default -> Kind.OTHER;
    };
  }

  private static Kind kind(BasicFileAttributes attributes) {
    if (attributes.isDirectory()) {
      return Kind.DIRECTORY;
    }
    if (attributes.isRegularFile()) {
      return Kind.FILE;
    }
    return attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
  }

  /**
   * The nine bits of a mode.
   *
   * @return 0 to 0777
   */
  public static int mode(Set<PosixFilePermission> permissions) {
    String letters = PosixFilePermissions.toString(permissions);
    int mode = 0;
    for (int i = 0; i < letters.length(); i++) {
      mode = 2 * mode + (letters.charAt(i) == '-' ? 0 : 1);
    }
    return mode;
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "/" : name.toString();
  }
}
