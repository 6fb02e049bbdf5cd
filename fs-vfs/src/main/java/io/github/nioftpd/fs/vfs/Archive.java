package io.github.nioftpd.fs.vfs;

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

/**
 * What is in an archive, by path: nothing changes in there, so VFS is asked once. What cannot be
 * reached from the root by names that a path can have, is not in it. Immutable.
 */
final class Archive {

  /**
   * One file or directory.
   *
   * @param file as VFS knows it
   * @param attributes its attributes
   * @param children the names in it, none for a file
   */
  record Entry(FileObject file, VfsAttributes attributes, List<String> children) {}

  private final Map<List<String>, Entry> entries;

  private Archive(Map<List<String>, Entry> entries) {
    this.entries = entries;
  }

  /**
   * Reads the list of an archive.
   *
   * @param root its root
   * @param modified when the archive was modified, for directories that have no time
   */
  static Archive of(FileObject root, Instant modified) throws FileSystemException {
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
          String name = Names.decoded(child.getName().getBaseName());
          if (Names.isPlain(name)) {
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

  Optional<Entry> at(List<String> names) {
    return Optional.ofNullable(entries.get(names));
  }

  int size() {
    return entries.size() - 1;
  }

  /**
   * Keeps the archive open, so that the bytes are of the same archive as the list, even when
   * another one takes its place.
   */
  void hold() throws IOException {
    for (Entry entry : entries.values()) {
      if (!entry.attributes().isDirectory()) {
        try (InputStream unused = Content.of(entry.file()).getInputStream(1)) {
          return;
        } catch (FileSystemException e) {
          // of a file that cannot be read, say an encrypted one, the archive is open all the same
          return;
        }
      }
    }
  }
}
