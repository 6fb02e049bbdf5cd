package io.github.nioftpd.fs.mount;

import static java.util.Objects.requireNonNullElse;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * File keys that differ between mounts: two file systems may use the same key for a file of each.
 * The first mount of a tree keeps its keys as they are.
 */
final class FileKeys {

  private static final int SHIFT = 48; // above the bits that numbers of devices have

  private FileKeys() {}

  /**
   * The key of a file in a tree.
   *
   * @param mount the number of its mount
   * @param key what the file system below calls it
   */
  private record Key(int mount, Object key) {
    @Override
    public String toString() {
      return mount + ":" + key;
    }

    static @Nullable Object of(int mount, @Nullable Object key) {
      return key == null || mount == 0 ? key : new Key(mount, key);
    }
  }

  static <A extends BasicFileAttributes> A in(MountPoint mount, A attributes, Class<A> type) {
    if (mount.number() == 0 || attributes.fileKey() == null) {
      return attributes;
    }
    if (attributes instanceof PosixFileAttributes posix && type == PosixFileAttributes.class) {
      return type.cast(new Posix(mount.number(), posix));
    }
    if (type == BasicFileAttributes.class) {
      return type.cast(new Basic(mount.number(), attributes));
    }
    throw new UnsupportedOperationException(type.getName());
  }

  static Map<String, Object> in(MountPoint mount, Map<String, Object> attributes) {
    boolean keyed = attributes.get("fileKey") != null;
    if (mount.number() == 0 || !(keyed || attributes.get("dev") instanceof Number)) {
      return attributes;
    }
    return new Named(mount.number(), attributes);
  }

  /**
   * Attributes by name. They are asked for one by one in listings, which a copy would slow down.
   */
  private static final class Named extends AbstractMap<String, Object> {
    private final int mount;
    private final Map<String, Object> inner;

    Named(int mount, Map<String, Object> inner) {
      this.mount = mount;
      this.inner = inner;
    }

    @Override
    public @Nullable Object get(Object name) {
      return own(name, inner.get(name));
    }

    private @Nullable Object own(Object name, @Nullable Object value) {
      if (name.equals("dev") && value instanceof Number device) {
        return device.longValue() ^ ((long) mount << SHIFT);
      }
      return name.equals("fileKey") ? Key.of(mount, value) : value;
    }

    @Override
    public boolean containsKey(Object name) {
      return inner.containsKey(name);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Map<String, Object> copy = new HashMap<>(inner);
      copy.replaceAll((name, value) -> requireNonNullElse(own(name, value), value));
      return Collections.unmodifiableMap(copy).entrySet();
    }
  }

  /** The attributes of an inner file with the key that it has in the tree. */
  private static class Basic implements BasicFileAttributes {
    private final int mount;
    private final BasicFileAttributes inner;

    Basic(int mount, BasicFileAttributes inner) {
      this.mount = mount;
      this.inner = inner;
    }

    @Override
    public FileTime lastModifiedTime() {
      return inner.lastModifiedTime();
    }

    @Override
    public FileTime lastAccessTime() {
      return inner.lastAccessTime();
    }

    @Override
    public FileTime creationTime() {
      return inner.creationTime();
    }

    @Override
    public boolean isRegularFile() {
      return inner.isRegularFile();
    }

    @Override
    public boolean isDirectory() {
      return inner.isDirectory();
    }

    @Override
    public boolean isSymbolicLink() {
      return inner.isSymbolicLink();
    }

    @Override
    public boolean isOther() {
      return inner.isOther();
    }

    @Override
    public long size() {
      return inner.size();
    }

    @Override
    public @Nullable Object fileKey() {
      return Key.of(mount, inner.fileKey());
    }
  }

  private static final class Posix extends Basic implements PosixFileAttributes {
    private final PosixFileAttributes inner;

    Posix(int mount, PosixFileAttributes inner) {
      super(mount, inner);
      this.inner = inner;
    }

    @Override
    public UserPrincipal owner() {
      return inner.owner();
    }

    @Override
    public GroupPrincipal group() {
      return inner.group();
    }

    @Override
    public Set<PosixFilePermission> permissions() {
      return inner.permissions();
    }
  }
}
