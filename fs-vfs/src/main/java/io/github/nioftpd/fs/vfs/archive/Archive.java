package io.github.nioftpd.fs.vfs.archive;

import io.github.nioftpd.fs.vfs.common.NameEncoding;
import io.github.nioftpd.fs.vfs.common.VfsAttributes;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.util.FileObjectUtils;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an archive by path, read once, since archives do not change. Entries whose names
 * cannot be part of a path are left out. Immutable.
 */
public final class Archive {

  /** A file, or a directory with the names of its children. */
  public record Entry(FileObject file, VfsAttributes attributes, List<String> children) {

    /** The reason why the content cannot be read, or null. */
    public @Nullable String defect() {
      return file instanceof ZipProvider.Member member ? member.defect() : null;
    }
  }

  private final Map<List<String>, Entry> entries;

  private Archive(Map<List<String>, Entry> entries) {
    this.entries = entries;
  }

  /** Reads the entries; directories without a time get that of the archive. */
  public static Archive of(FileObject root, Instant modified) throws FileSystemException {
    Map<List<String>, Entry> entries = new HashMap<>();
    Deque<List<String>> below = new ArrayDeque<>();
    Map<List<String>, FileObject> found = new HashMap<>();
    below.add(List.of());
    found.put(List.of(), root);
    while (!below.isEmpty()) {
      List<String> path = below.remove();
      FileObject file = Objects.requireNonNull(found.remove(path));
      List<String> names = new ArrayList<>();
      boolean empty = path.isEmpty() && !root.exists();
      if (!empty && file.isFolder()) {
        for (FileObject child : file.getChildren()) {
          String name = NameEncoding.decoded(child.getName().getBaseName());
          if (NameEncoding.isPlain(name)) {
            List<String> at = new ArrayList<>(path);
            at.add(name);
            names.add(name);
            below.add(at);
            found.put(at, child);
          }
        }
      }
      VfsAttributes attributes =
          path.isEmpty() ? new VfsAttributes(true, 0, modified) : VfsAttributes.of(file, modified);
      entries.put(path, new Entry(file, attributes, List.copyOf(names)));
    }
    return new Archive(entries);
  }

  public Optional<Entry> at(List<String> names) {
    return Optional.ofNullable(entries.get(names));
  }

  public int size() {
    return entries.size() - 1;
  }

  /** Keeps the archive open, so that content and list belong together when it is replaced. */
  public void hold() throws IOException {
    for (Entry entry : entries.values()) {
      if (!entry.attributes().isDirectory()) {
        try (InputStream unused =
            FileObjectUtils.getAbstractFileObject(entry.file()).getInputStream(1)) {
          return;
        } catch (FileSystemException e) {
          // the archive is open even if this file, such as an encrypted one, cannot be read
          return;
        }
      }
    }
  }
}
